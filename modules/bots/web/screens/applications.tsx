import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { SecretSheet } from '#kernel/web/identity/secret-sheet.tsx';
import { type Translate, useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { confirmApplication, listApplications, stopApplication } from '../../contract/operations.ts';
import { type Application, ApplicationSheet } from '../parts/application-sheet.tsx';
import { words } from '../words.ts';
import '../bots.css';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'stop'; readonly application: Application }
  | { readonly what: 'secret'; readonly key: string; readonly secret: string };

/** The applications of third parties: proposed by one, confirmed by another. */
export function Applications() {
  const t = useWords(words);
  const [open, setOpen] = useState<Open>();
  const confirm = useCommand(confirmApplication);
  const stop = useCommand(stopApplication);
  const close = () => setOpen(undefined);
  const failure = confirm.failure ?? stop.failure;
  return (
    <Page
      title={t('applications')}
      lead={t('applications.lead')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setOpen({ what: 'add' })}>
          {t('app.add')}
        </Button>
      }
    >
      {failure ? <FailureNote failure={failure} /> : null}
      <Loaded read={useRead(listApplications, {})} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="link" title={t('applications.none')}>
              {t('applications.none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="bots-rows" aria-label={t('applications')}>
                {rows.map((row) => (
                  <li key={row.applicationId}>
                    <Line
                      application={row}
                      busy={confirm.running}
                      onOpen={(what) => setOpen({ what, application: row })}
                      onConfirm={async () => {
                        const { applicationId, revision } = row;
                        if (!(await confirmIdentity())) return;
                        const secrets = await confirm.run({ applicationId, revision });
                        if (secrets) setOpen({ what: 'secret', key: secrets.key, secret: secrets.secret });
                      }}
                    />
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {open?.what === 'add' ? <ApplicationSheet onClose={close} /> : null}
      {open?.what === 'change' ? <ApplicationSheet application={open.application} onClose={close} /> : null}
      {open?.what === 'stop' ? (
        <Question
          open
          title={t('app.stop.sure', { name: open.application.name })}
          yes={t('app.stop')}
          no={t('cancel')}
          danger
          onNo={close}
          onYes={() => {
            void stop.run({ applicationId: open.application.applicationId });
            close();
          }}
        />
      ) : null}
      {open?.what === 'secret' ? (
        <SecretSheet
          title={t('app.key')}
          once={t('secret.once')}
          secrets={[
            { name: t('app.key'), value: open.key },
            { name: t('secret.signing'), value: open.secret },
          ]}
          hint={t('app.key.hint')}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

const tones = { proposed: 'warn', active: 'pass', off: 'neutral' } as const;

const visibleLine = (
  t: Translate<'app.visible.everybody' | 'app.visible.count'>,
  visible: Application['visible'],
): string =>
  visible.everybody
    ? t('app.visible.everybody')
    : t('app.visible.count', { departments: visible.departmentIds.length, people: visible.personIds.length });

function Line(props: {
  application: Application;
  busy: boolean;
  onOpen: (what: 'change' | 'stop') => void;
  onConfirm: () => Promise<void>;
}) {
  const t = useWords(words);
  const { application: row, onOpen } = props;
  return (
    <ListRow
      title={
        <>
          {row.name} <Tag tone={tones[row.state]}>{t(`app.${row.state}`)}</Tag>
          {row.failed > 0 ? <Tag tone="seal">{t('app.failed', { count: row.failed })}</Tag> : null}
        </>
      }
      line={
        <>
          {row.purpose} · {visibleLine(t, row.visible)} · {row.takesMessages ? `${t('app.takes.yes')} · ` : ''}
          {row.address ?? t('app.address.none')} ·{' '}
          {row.confirmedBy
            ? t('app.by.two', { one: row.proposedBy.name, other: row.confirmedBy.name })
            : t('app.by.one', { one: row.proposedBy.name })}
          {row.expiresAt === null ? null : (
            <>
              {` · ${t('app.expires')} `}
              <When at={row.expiresAt} />
            </>
          )}
        </>
      }
      deciding={
        <span className="gj-actions">
          {row.may.includes('confirm') ? (
            <Button kind="primary" busy={props.busy} onPress={() => void props.onConfirm()}>
              {t('app.confirm')}
            </Button>
          ) : null}
          <MenuButton
            label={t('bot.menu', { name: row.name })}
            choices={[
              { key: 'change', icon: 'edit', label: t('change'), onPress: () => onOpen('change') },
              ...(row.state === 'off'
                ? []
                : [
                    {
                      key: 'stop',
                      icon: 'close' as const,
                      danger: true,
                      label: t('app.stop'),
                      onPress: () => onOpen('stop'),
                    },
                  ]),
            ]}
          />
        </span>
      }
    />
  );
}
