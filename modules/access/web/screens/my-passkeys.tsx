import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { PasskeyNote } from '#kernel/web/identity/passkey-note.tsx';
import { makePasskey } from '#kernel/web/identity/passkeys.ts';
import { usePasskey } from '#kernel/web/identity/use-passkey.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  challengePasskey,
  listMyPasskeys,
  type PasskeyRow,
  registerPasskey,
  removeMyPasskey,
} from '../../contract/passkeys.ts';
import { PasskeyList } from '../parts/passkey-list.tsx';
import { shownDevice } from '../shown-device.ts';
import { words } from '../words.ts';
import '../access.css';

/** The own passkeys: registering this device, and removing those that are no longer used. */
export function MyPasskeys() {
  const t = useWords(words);
  const read = useRead(listMyPasskeys, {});
  const begin = useCommand(challengePasskey);
  const register = useCommand(registerPasskey);
  const remove = useCommand(removeMyPasskey);
  const passkey = usePasskey();
  const [name, setName] = useState(() => shownDevice(navigator.userAgent) ?? '');
  const [asked, setAsked] = useState<PasskeyRow>();
  const failure = begin.failure ?? register.failure ?? remove.failure;
  const busy = begin.running || register.running || passkey.waiting;

  const add = async () => {
    if (!(await confirmIdentity())) return;
    const challenge = await begin.run({ purpose: 'register' });
    const made = challenge && (await passkey.ask(() => makePasskey(challenge)));
    if (!made) return;
    const done = await register.run({ challengeId: challenge.challengeId, name: name.trim(), ...made });
    if (!done) return;
    setName('');
    tell(t('passkeys.added'));
  };
  const drop = async (row: PasskeyRow) => {
    setAsked(undefined);
    if (!(await confirmIdentity())) return;
    if (await remove.run({ passkeyId: row.id })) tell(t('passkeys.removed'));
  };
  return (
    <Page title={t('passkeys.title')} lead={t('passkeys.lead')}>
      {failure ? <FailureNote failure={failure} /> : null}
      <PasskeyNote passkey={passkey} />
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="key" title={t('passkeys.none')}>
              {t('passkeys.noneBody')}
            </Empty>
          ) : (
            <Card>
              <PasskeyList
                rows={rows}
                act={(row) => (
                  <Button
                    icon="trash"
                    kind="quiet"
                    label={t('passkeys.removeOne', { name: row.name })}
                    onPress={() => setAsked(row)}
                  />
                )}
              />
            </Card>
          )
        }
      </Loaded>
      {passkey.trouble ? null : (
        <Card title={t('passkeys.add')}>
          <form
            className="gj-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy && name.trim() !== '') void add();
            }}
          >
            <FieldFrame id="passkey-name" label={t('passkeys.name')} hint={t('passkeys.nameHint')} required>
              <Input
                id="passkey-name"
                describedBy="passkey-name-told"
                value={name}
                most={60}
                onChange={(next) => setName(next ?? '')}
              />
            </FieldFrame>
            <div>
              <Button kind="primary" type="submit" icon="key" busy={busy} disabled={name.trim() === ''}>
                {t('passkeys.register')}
              </Button>
            </div>
          </form>
        </Card>
      )}
      <Question
        open={asked !== undefined}
        title={t('passkeys.ask', { name: asked?.name ?? '' })}
        yes={t('passkeys.remove')}
        no={t('cancel')}
        danger
        onYes={() => asked && void drop(asked)}
        onNo={() => setAsked(undefined)}
      >
        <p>{t('passkeys.askBody')}</p>
      </Question>
    </Page>
  );
}
