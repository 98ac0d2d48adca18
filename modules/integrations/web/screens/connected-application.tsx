import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { MissingPage } from '#kernel/web/shell/missing-page.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import {
  type ApplicationRow,
  decideApplication,
  listApplications,
  stopApplication,
} from '../../contract/applications.ts';
import { ApplicationForm } from '../parts/application-form.tsx';
import { ApplicationState } from '../parts/application-state.tsx';
import { DefinitionFacts } from '../parts/definition-facts.tsx';
import { DeliveryList } from '../parts/delivery-list.tsx';
import { KeyList } from '../parts/key-list.tsx';
import { words } from '../words.ts';
import '../integrations.css';

/** One application: the change that waits, what holds, its keys and deliveries. `which`: its id, or `new`. */
export function ConnectedApplication({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const read = useRead(listApplications, {});
  if (params.which === 'new') {
    return (
      <Page title={t('add')} lead={t('add.hint')}>
        <Card>
          <ApplicationForm onSent={(id) => go(`/admin/integrations/${id}`)} />
        </Card>
      </Page>
    );
  }
  return (
    <Loaded read={read} shape="text">
      {({ rows }) => {
        const row = rows.find(({ applicationId }) => applicationId === params.which);
        return row ? <Standing row={row} /> : <MissingPage />;
      }}
    </Loaded>
  );
}

function Standing({ row }: { row: ApplicationRow }) {
  const t = useWords(words);
  const decide = useCommand(decideApplication);
  const stop = useCommand(stopApplication);
  const [open, setOpen] = useState<'change' | 'stop'>();
  const { standing, proposal } = row;
  const failure = decide.failure ?? stop.failure;
  const say = async (proposalId: string, agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ proposalId, agree })) tell(t(agree ? 'agreed' : 'declined'));
  };
  return (
    <Page title={row.name} lead={<ApplicationState row={row} />}>
      {failure ? <FailureNote failure={failure} /> : null}
      {proposal ? (
        <Card title={t(standing ? 'proposed.change' : 'proposed.new')}>
          <Stack>
            <p className="gj-second">
              {t('who.proposed', { one: proposal.by.name })} <When at={proposal.at} />
              {proposal.expiresAt ? (
                <>
                  {` · ${t('expires')} `}
                  <When at={proposal.expiresAt} />
                </>
              ) : null}
            </p>
            {proposal.reason ? <p>{proposal.reason}</p> : null}
            <DefinitionFacts definition={proposal.definition} />
            <div className="gj-actions">
              {proposal.may.map((what) => (
                <Button
                  key={what}
                  kind={what === 'agree' ? 'primary' : 'usual'}
                  busy={decide.running}
                  onPress={() => void say(proposal.proposalId, what === 'agree')}
                >
                  {t(`may.${what}`)}
                </Button>
              ))}
            </div>
          </Stack>
        </Card>
      ) : null}
      {standing ? (
        <>
          <Card title={t('standing')}>
            <Stack>
              <p className="gj-second">
                {standing.approvedBy
                  ? t('who.agreed', { one: standing.proposedBy.name, other: standing.approvedBy.name })
                  : t('who.glass', { one: standing.proposedBy.name })}{' '}
                <When at={standing.changedAt} />
              </p>
              <DefinitionFacts definition={standing.definition} />
              {proposal || open === 'change' ? null : (
                <div className="gj-actions">
                  <Button icon="edit" onPress={() => setOpen('change')}>
                    {t(standing.active ? 'change' : 'change.back')}
                  </Button>
                  {standing.active ? (
                    <Button kind="danger" busy={stop.running} onPress={() => setOpen('stop')}>
                      {t('stop')}
                    </Button>
                  ) : null}
                </div>
              )}
            </Stack>
          </Card>
          {open === 'change' ? (
            <Card title={t('change')}>
              <ApplicationForm row={row} onSent={() => setOpen(undefined)} />
            </Card>
          ) : null}
          <KeyList row={row} />
          {standing.definition.webhook ? <DeliveryList row={row} /> : null}
        </>
      ) : null}
      <Question
        open={open === 'stop'}
        title={t('stop.sure', { name: row.name })}
        yes={t('stop')}
        no={t('cancel')}
        danger
        onNo={() => setOpen(undefined)}
        onYes={() => {
          void stop.run({ applicationId: row.applicationId });
          setOpen(undefined);
        }}
      />
    </Page>
  );
}
