import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useSecretOnScreen } from '#kernel/web/identity/secret-on-screen.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readThumbnail, viewFile } from '../../contract/operations.ts';
import { words } from '../words.ts';
import '../files.css';

/** A file that is looked at and not saved: a picture with the reader's mark in it, or the words of a document. */
export function FileView({ params }: ScreenProps) {
  const t = useWords(words);
  const format = useFormat();
  const fileId = params.fileId ?? '';
  const read = useRead(viewFile, { fileId });
  useSecretOnScreen(true);
  return (
    <Page title={read.data?.file.name ?? t('view')} width="full">
      <Loaded read={read} shape="page">
        {({ file, text, more }) => (
          <Stack gap={4}>
            <Note tone="accent" title={t('view.only')}>
              {t('view.body', { size: format.bytes(file.size) })}
            </Note>
            {file.thumbnail ? (
              <img className="files-view" src={fileUrl(readThumbnail, { fileId, size: 'large' })} alt={file.name} />
            ) : text === null ? (
              <Empty icon="file" title={t('view.nothing')}>
                {t('view.nothingBody')}
              </Empty>
            ) : (
              <Card>
                <pre className="files-text">{text}</pre>
                {more ? <p className="gj-second">{t('view.more')}</p> : null}
              </Card>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
