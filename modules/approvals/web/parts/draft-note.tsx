import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ServerDraft } from '../use-server-draft.ts';
import { words } from '../words.ts';

/** Where what is typed is kept; where another device changed the draft meanwhile, which of the two goes on. */
export function DraftNote({ draft, takeTheirs }: { draft: ServerDraft; takeTheirs: () => void }) {
  const t = useWords(words);
  if (draft.state === 'conflict') {
    return (
      <Note
        tone="warn"
        title={t('draft.conflict')}
        live
        actions={
          <>
            <Button onPress={draft.keepMine}>{t('draft.keepMine')}</Button>
            <Button kind="quiet" onPress={takeTheirs}>
              {t('draft.takeTheirs')}
            </Button>
          </>
        }
      >
        {t('draft.conflict.body')}
      </Note>
    );
  }
  return (
    <span className="gj-second" role="status">
      {draft.state === 'saved' ? t('draft.saved') : draft.state === 'failed' ? t('draft.failed') : null}
    </span>
  );
}
