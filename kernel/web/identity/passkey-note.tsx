import { Note } from '#design/note.tsx';
import { useWords } from '../language/use-words.ts';
import type { PasskeyUse } from './use-passkey.ts';

/** How it stands with a passkey: off on this page and what to do about it, being asked for, or stopped. */
export function PasskeyNote({ passkey }: { passkey: PasskeyUse }) {
  const t = useWords();
  if (passkey.trouble) {
    return (
      <Note tone="warn" icon="key" title={t(`passkey.${passkey.trouble}`)}>
        {t(`passkey.${passkey.trouble}.body`)}
      </Note>
    );
  }
  if (passkey.waiting) {
    return (
      <div role="status">
        <Note tone="accent" icon="key" title={t('passkey.waiting')}>
          {t('passkey.waiting.body')}
        </Note>
      </div>
    );
  }
  if (!passkey.stopped) return null;
  return <Note tone="warn" icon="key" title={t(`passkey.${passkey.stopped}`)} live />;
}
