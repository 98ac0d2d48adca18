import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFile } from '../readable-files.ts';

export const readFile = handle<FilesTables>()(contract.readFile, async (context, { fileId, shown }) => {
  const file = await readableFile(context, fileId);
  const bytes = await context.blobs.open(file.content_id);
  if (!bytes) throw new Error(`the bytes of file ${fileId} are gone`);
  if (file.sensitive) context.looked('file', fileId);
  return {
    bytes,
    size: file.size,
    name: file.name,
    mediaType: file.media_type,
    inline: shown && file.shows !== 'nothing',
  };
});
