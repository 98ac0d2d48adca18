import { useQueryClient } from '@tanstack/react-query';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { useWords } from '../language/use-words.ts';
import { useConnection } from './connection.ts';

/** The line above everything: offline, or a new version. Nothing most of the time. */
export function ConnectionBar() {
  const t = useWords();
  const client = useQueryClient();
  const connection = useConnection();
  return (
    <div role="status">
      {connection.reachable ? null : (
        <Note
          tone="warn"
          icon="offline"
          title={t('offline.title')}
          actions={
            <Button kind="quiet" icon="refresh" onPress={() => void client.refetchQueries({ type: 'active' })}>
              {t('retry')}
            </Button>
          }
        >
          {t('offline.body')}
        </Note>
      )}
      {connection.newProgram ? (
        <Note
          tone="accent"
          title={t('version.title')}
          actions={
            <Button kind="quiet" icon="refresh" onPress={() => location.reload()}>
              {t('reload')}
            </Button>
          }
        >
          {t('version.body')}
        </Note>
      ) : null}
    </div>
  );
}
