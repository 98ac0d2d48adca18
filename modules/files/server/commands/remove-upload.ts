import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { attachedAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { removeFiles } from '../remove-files.ts';
import { unattachedTimer } from '../unattached-timer.ts';

export const removeUpload = handle<FilesTables>()(contract.removeUpload, async (context, { fileId }) => {
  const file = (await loadFiles(context.db, [fileId], 'update')).get(fileId);
  if (!file || file.uploader_id !== context.person().personId) throw refuse(notFound);
  if (file.owner_module !== null) throw refuse(attachedAlready);
  await removeFiles(context, [fileId]);
  await context.unschedule(unattachedTimer, fileId);
  context.about('file', fileId);
  return {};
});
