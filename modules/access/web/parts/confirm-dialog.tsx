import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Question } from '#design/question.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { PasskeyNote } from '#kernel/web/identity/passkey-note.tsx';
import { answerWithPasskey } from '#kernel/web/identity/passkeys.ts';
import { usePasskey } from '#kernel/web/identity/use-passkey.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  challengePasskey,
  confirmWithPasskey,
  confirmWithPassword,
  readConfirmation,
} from '../../contract/passkeys.ts';
import { words } from '../words.ts';
import { CapsLock } from './caps-lock.tsx';

/** “Confirm that it's you”: the password, or a passkey where there is one for this address. */
export function ConfirmDialog({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const t = useWords(words);
  const [password, setPassword] = useState('');
  const about = useRead(readConfirmation, {}).data;
  const byPassword = useCommand(confirmWithPassword);
  const begin = useCommand(challengePasskey);
  const finish = useCommand(confirmWithPasskey);
  const passkey = usePasskey();
  const failure = byPassword.failure ?? begin.failure ?? finish.failure;
  const busy = byPassword.running || begin.running || finish.running || passkey.waiting;
  const hasPasskey = !passkey.trouble && about?.passkeyOrigins.includes(location.origin) === true;

  const withPassword = async () => {
    if (password === '' || busy) return;
    if (await byPassword.run({ password })) onDone(true);
  };
  const withPasskey = async () => {
    byPassword.forget();
    const asked = await begin.run({ purpose: 'confirm' });
    const assertion = asked && (await passkey.ask(() => answerWithPasskey(asked)));
    if (assertion && (await finish.run({ challengeId: asked.challengeId, assertion }))) onDone(true);
  };
  return (
    <Question
      open
      title={t('confirm.title')}
      yes={t('confirm.yes')}
      no={t('cancel')}
      busy={busy}
      onYes={() => void withPassword()}
      onNo={() => onDone(false)}
    >
      <div className="gj-form">
        <p className="gj-second">{t('confirm.body')}</p>
        {hasPasskey ? (
          <Button icon="key" disabled={busy} onPress={() => void withPasskey()}>
            {t('confirm.passkey')}
          </Button>
        ) : null}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void withPassword();
          }}
        >
          <CapsLock>
            <FieldFrame id="confirm-password" label={t('signIn.password')} required>
              <PasswordInput
                id="confirm-password"
                describedBy="confirm-password-told"
                value={password}
                autoComplete="current-password"
                onChange={(next) => setPassword(next ?? '')}
              />
            </FieldFrame>
          </CapsLock>
        </form>
        {hasPasskey ? <PasskeyNote passkey={passkey} /> : null}
        {failure ? <FailureNote failure={failure} /> : null}
      </div>
    </Question>
  );
}
