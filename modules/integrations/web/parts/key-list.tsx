import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Question } from '#design/question.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { SecretSheet } from '#kernel/web/identity/secret-sheet.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { type ApplicationRow, decideKey, fetchKey, type KeyRow, stopKey } from '../../contract/applications.ts';
import { words } from '../words.ts';
import { KeyForm } from './key-form.tsx';

const tones = { asked: 'warn', agreed: 'warn', active: 'pass', expired: 'neutral', stopped: 'neutral' } as const;

type Open =
  | { readonly what: 'ask' }
  | { readonly what: 'replace' | 'stop'; readonly key: KeyRow }
  | { readonly what: 'secret'; readonly value: string };

/** The keys of an application, from asking for one to its end. */
export function KeyList({ row }: { row: ApplicationRow }) {
  const t = useWords(words);
  const decide = useCommand(decideKey);
  const get = useCommand(fetchKey);
  const stop = useCommand(stopKey);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const failure = decide.failure ?? get.failure ?? stop.failure;
  const act = async (key: KeyRow, what: KeyRow['may'][number]) => {
    const { keyId } = key;
    if (what === 'replace' || what === 'stop') return setOpen({ what, key });
    if (!(await confirmIdentity())) return;
    if (what !== 'fetch') return void (await decide.run({ keyId, agree: what === 'agree' }));
    const fetched = await get.run({ keyId });
    if (fetched) setOpen({ what: 'secret', value: fetched.key });
  };
  return (
    <Card title={t('keys')}>
      <Stack>
        {failure ? <FailureNote failure={failure} /> : null}
        {row.keys.length === 0 ? <p className="gj-second">{t('keys.none')}</p> : null}
        <ul className="integrations-rows" aria-label={t('keys')}>
          {row.keys.map((key) => (
            <li key={key.keyId}>
              <KeyLine row={key} busy={decide.running || get.running} onAct={(what) => void act(key, what)} />
            </li>
          ))}
        </ul>
        {row.standing?.active ? (
          <div className="gj-actions">
            <Button icon="plus" onPress={() => setOpen({ what: 'ask' })}>
              {t('key.ask')}
            </Button>
          </div>
        ) : null}
        {open?.what === 'ask' ? <KeyForm applicationId={row.applicationId} onClose={close} /> : null}
        {open?.what === 'replace' ? (
          <KeyForm applicationId={row.applicationId} replaces={open.key} onClose={close} />
        ) : null}
        {open?.what === 'secret' ? (
          <SecretSheet
            title={t('key')}
            once={t('secret.once')}
            secrets={[{ value: open.value }]}
            hint={t('key.hint')}
            onClose={close}
          />
        ) : null}
        {open?.what === 'stop' ? (
          <Question
            open
            title={t('key.stop.sure', { label: open.key.label })}
            yes={t('stop')}
            no={t('cancel')}
            danger
            onNo={close}
            onYes={() => {
              void stop.run({ keyId: open.key.keyId });
              close();
            }}
          />
        ) : null}
      </Stack>
    </Card>
  );
}

function KeyLine(props: { row: KeyRow; busy: boolean; onAct: (what: KeyRow['may'][number]) => void }) {
  const t = useWords(words);
  const { row } = props;
  const { endsAt, expiresAt, lastUsedAt, agreedBy } = row;
  return (
    <ListRow
      title={
        <>
          {row.label} {row.prefix === null ? null : <code>{row.prefix}…</code>}{' '}
          <Tag tone={tones[row.state]}>{t(`key.${row.state}`)}</Tag>
        </>
      }
      line={
        <>
          {agreedBy
            ? t('who.agreed', { one: row.askedBy.name, other: agreedBy.name })
            : t('who.proposed', { one: row.askedBy.name })}
          {row.reason ? ` · ${row.reason}` : ''}
          {endsAt === null ? (
            ` · ${t('key.for', { days: row.days })}`
          ) : (
            <>
              {' '}
              · {t('key.until')} <When at={endsAt} />
            </>
          )}
          {expiresAt === null ? null : (
            <>
              {` · ${t('expires')} `}
              <When at={expiresAt} />
            </>
          )}
          {lastUsedAt === null ? null : (
            <>
              {' · '}
              {t('key.used', { from: row.lastUsedFrom ?? '' })} <When at={lastUsedAt} />
            </>
          )}
        </>
      }
      deciding={
        <span className="gj-actions">
          {row.may.map((what) => (
            <Button
              key={what}
              kind={what === 'agree' || what === 'fetch' ? 'primary' : 'quiet'}
              busy={props.busy && (what === 'agree' || what === 'fetch')}
              onPress={() => props.onAct(what)}
            >
              {t(`may.${what}`)}
            </Button>
          ))}
        </span>
      }
    />
  );
}
