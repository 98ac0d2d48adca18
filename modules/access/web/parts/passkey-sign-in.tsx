import { Button } from '#design/button.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { PasskeyNote } from '#kernel/web/identity/passkey-note.tsx';
import { answerWithPasskey } from '#kernel/web/identity/passkeys.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { usePasskey } from '#kernel/web/identity/use-passkey.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { beginPasskeySignIn, signInWithPasskey } from '../../contract/passkeys.ts';
import { ownDevice } from '../own-device.ts';
import { words } from '../words.ts';

/** Signing in with a passkey instead of account and password; nothing where this page can't use any. */
export function PasskeySignIn({ shared }: { shared: boolean }) {
  const t = useWords(words);
  const session = useSession();
  const begin = useCommand(beginPasskeySignIn);
  const finish = useCommand(signInWithPasskey);
  const passkey = usePasskey();
  const failure = begin.failure ?? finish.failure;
  if (passkey.trouble) return null;
  const signIn = async () => {
    finish.forget();
    const asked = await begin.run({});
    const assertion = asked && (await passkey.ask(() => answerWithPasskey({ challenge: asked.challenge })));
    if (!assertion) return;
    const device = shared ? undefined : ownDevice();
    const input = { challengeId: asked.challengeId, assertion, shared, ...(device ? { device } : {}) };
    if (await finish.run(input)) session.begin();
  };
  return (
    <>
      <Button icon="key" wide busy={begin.running || finish.running || passkey.waiting} onPress={() => void signIn()}>
        {t('signIn.passkey')}
      </Button>
      <PasskeyNote passkey={passkey} />
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}
