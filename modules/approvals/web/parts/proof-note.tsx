import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { PasskeyNote } from '#kernel/web/identity/passkey-note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { noPasskey } from '#modules/access/contract/failures.ts';
import type { Proof } from '../use-proof.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

/** What the step asks of a decision, said beforehand, and how it goes with it; nothing where being signed in is enough. */
export function ProofNote({ shown, proof }: { shown: Shown; proof: Proof }) {
  const t = useWords(words);
  if (shown.strength === 'fresh') {
    return (
      <Note tone={proof.declined ? 'warn' : 'accent'} icon="lock" title={t('proof.fresh')} live={proof.declined}>
        {proof.declined ? t('proof.declined') : t('proof.fresh.body')}
      </Note>
    );
  }
  if (shown.strength !== 'passkey') return null;
  const { passkey, failure } = proof;
  const lacksKey = failure?.code === noPasskey.code || passkey.stopped === 'notHere';
  return (
    <>
      {passkey.trouble || passkey.waiting || passkey.stopped ? null : (
        <Note tone="accent" icon="key" title={t('proof.passkey')}>
          {t('proof.passkey.body')}
        </Note>
      )}
      <PasskeyNote passkey={passkey} />
      {passkey.stopped === 'cancelled' || passkey.stopped === 'failed' ? (
        <p className="gj-second">{t('proof.kept')}</p>
      ) : null}
      {failure ? <FailureNote failure={failure} kept /> : null}
      {lacksKey ? (
        <div>
          <Button icon="key" href="/me/passkeys">
            {t('proof.register')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
