import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { addFile } from '../add-file.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFile } from '../readable-files.ts';

export const copyFile = handle<FilesTables>()(contract.copyFile, async (context, { fileId }) => {
  const source = await readableFile(context, fileId, 'share');
  context.about('file', fileId);
  return addFile(context, { name: source.name, contentId: source.content_id, sensitive: source.sensitive });
});
