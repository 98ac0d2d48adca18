import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { fileRowOf } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { readableFiles } from '../readable-files.ts';

export const describeFiles = handle<FilesTables>()(contract.describeFiles, async (context, { fileIds }) => {
  const { personId } = context.person();
  const files = await readableFiles(context, fileIds);
  return { rows: files.map((file) => fileRowOf(file, personId)) };
});
