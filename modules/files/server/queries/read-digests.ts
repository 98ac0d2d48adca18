import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';

export const readDigests = handle<FilesTables>()(contract.readDigests, async (context, { fileIds }) => {
  const { personId } = context.person();
  const files = await loadFiles(context.db, fileIds);
  return {
    rows: fileIds.flatMap((fileId) => {
      const file = files.get(fileId);
      if (!file || file.uploader_id !== personId) return [];
      return [{ fileId, name: file.name, size: file.size, sha256: file.sha256 }];
    }),
  };
});
