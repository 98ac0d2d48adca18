import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { tell } from '#design/toast.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** Recovery codes, shown this once: to be copied or printed, then put away. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useWords(words);
  return (
    <div className="gj-form">
      <Note tone="warn" title={t('recovery.title')}>
        {t('recovery.body')}
      </Note>
      <ol className="access-recovery">
        {codes.map((code) => (
          <li key={code} className="access-code">
            {code}
          </li>
        ))}
      </ol>
      <div className="gj-actions gj-no-print">
        <Button kind="primary" onPress={onDone}>
          {t('recovery.done')}
        </Button>
        <Button
          icon="copy"
          onPress={() => void navigator.clipboard?.writeText(codes.join('\n')).then(() => tell(t('recovery.copied')))}
        >
          {t('recovery.copy')}
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
    </div>
  );
}
