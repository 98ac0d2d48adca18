import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
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
  decideOutsideProvider,
  listOutsideProviders,
  type OutsideProviderRow,
  stopOutsideProvider,
  testOutsideProvider,
} from '../../contract/outside-providers.ts';
import { outsideKind } from '../../contract/outside-shapes.ts';
import { LdapSync } from '../parts/ldap-sync.tsx';
import { ProviderForm } from '../parts/provider-form.tsx';
import { ProviderProposal } from '../parts/provider-proposal.tsx';
import { ProviderState } from '../parts/provider-state.tsx';
import { words } from '../words.ts';
import '../access.css';

/** One place to sign in from: its state, the change that waits, its settings. `which`: its id, or the kind of a new one. */
export function OutsideProvider({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const read = useRead(listOutsideProviders, {});
  const kind = outsideKind.safeParse(params.which);
  if (kind.success) {
    return (
      <Page title={t(`outside.kind.${kind.data}`)} lead={t(`outside.hint.${kind.data}`)}>
        <Card title={t('outside.settings')}>
          <ProviderForm kind={kind.data} onSent={(id) => go(`/outside-sign-in/${id}`)} />
        </Card>
      </Page>
    );
  }
  return (
    <Loaded read={read} shape="text">
      {({ rows }) => {
        const row = rows.find(({ id }) => id === params.which);
        return row ? <Standing row={row} /> : <MissingPage />;
      }}
    </Loaded>
  );
}

function Standing({ row }: { row: OutsideProviderRow }) {
  const t = useWords(words);
  const test = useCommand(testOutsideProvider);
  const stop = useCommand(stopOutsideProvider);
  const decide = useCommand(decideOutsideProvider);
  const [changing, setChanging] = useState(false);
  const { standing, proposal } = row;
  const failure = test.failure ?? stop.failure ?? decide.failure;
  const halt = async () => {
    if (!standing || !(await confirmIdentity())) return;
    if (await stop.run({ providerId: row.id, revision: standing.revision })) tell(t('outside.stopped'));
  };
  const say = async (proposalId: string, agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ proposalId, agree })) tell(t(agree ? 'outside.agreed' : 'outside.refused'));
  };
  return (
    <Page title={row.name} lead={t(`outside.hint.${row.kind}`)}>
      {failure ? <FailureNote failure={failure} /> : null}
      {proposal ? (
        <ProviderProposal
          row={row}
          proposal={proposal}
          busy={decide.running}
          onDecide={(agree) => void say(proposal.id, agree)}
        />
      ) : null}
      {standing ? (
        <Card title={<ProviderState row={row} />}>
          <div className="access-apart">
            <FactList
              facts={[
                { name: t('outside.linkedPeople'), value: t('outside.people', { count: row.linked }) },
                { name: t('outside.changed'), value: <When at={standing.changedAt} /> },
                {
                  name: t('outside.tested'),
                  value: row.test ? (
                    <>
                      <When at={row.test.at} />{' '}
                      {row.test.error === null ? t('outside.reachable') : t('outside.error', { error: row.test.error })}
                    </>
                  ) : (
                    t('outside.state.testing')
                  ),
                },
              ]}
            />
            {standing.active ? (
              <div className="gj-actions">
                <Button
                  icon="refresh"
                  busy={test.running || row.testing}
                  onPress={() => void test.run({ providerId: row.id })}
                >
                  {t('outside.test')}
                </Button>
                <Button kind="danger" busy={stop.running} onPress={() => void halt()}>
                  {t('outside.stop')}
                </Button>
              </div>
            ) : null}
          </div>
        </Card>
      ) : null}
      {standing && row.kind === 'ldap' ? <LdapSync providerId={row.id} active={standing.active} /> : null}
      {proposal || !standing ? null : changing || !standing.active ? (
        <Card title={t('outside.settings')}>
          <ProviderForm key={standing.revision} kind={row.kind} row={row} onSent={() => setChanging(false)} />
        </Card>
      ) : (
        <div>
          <Button icon="edit" onPress={() => setChanging(true)}>
            {t('outside.change')}
          </Button>
        </div>
      )}
    </Page>
  );
}
