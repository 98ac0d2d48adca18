import { Skeleton } from '#design/skeleton.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { describeFiles } from '../../contract/operations.ts';
import type { fileList } from '../../contract/parts.ts';
import { words } from '../words.ts';
import { FileRowLine } from './file-row-line.tsx';
import '../files.css';

/** Files of a thing, for whoever may read it. Those that are gone or hidden from the viewer say so in one line. */
export function FileList({ fileIds, label }: PropsOf<typeof fileList>) {
  const t = useWords(words);
  const read = useRead(describeFiles, { fileIds: [...fileIds] }, { when: fileIds.length > 0, keep: true });
  if (fileIds.length === 0) return null;
  if (!read.data) {
    return read.failure ? (
      <FailureNote failure={read.failure} onRetry={read.readAgain} />
    ) : (
      <Skeleton shape="rows" count={fileIds.length} />
    );
  }
  const { rows } = read.data;
  return (
    <ul className="files-list" aria-label={label ?? t('files')}>
      {rows.map((file) => (
        <FileRowLine key={file.fileId} file={file} />
      ))}
      {rows.length < fileIds.length ? <li className="gj-second">{t('gone')}</li> : null}
    </ul>
  );
}
