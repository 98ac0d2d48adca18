import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { filesChanged } from '../../contract/events.ts';
import { labelOnlyRises, noSuchLabel } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { labelsOf } from '../cleared-files.ts';
import { loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';

export const labelFile = handle<FilesTables>()(contract.labelFile, async (context, { fileId, label }) => {
  const { personId } = context.person();
  const file = (await loadFiles(context.db, [fileId], 'update')).get(fileId);
  if (!file || file.uploader_id !== personId) throw refuse(notFound);
  const known = labelsOf(context);
  const declared = known.get(label);
  if (!declared) throw refuse(noSuchLabel);
  const order = [...known.keys()];
  // What others hold as a secret isn't made less of one by one person.
  if (file.owner_module !== null && file.label !== null && order.indexOf(label) < order.indexOf(file.label))
    throw refuse(labelOnlyRises);
  context.about('file', fileId);
  if (file.label === label) return {};
  await sql`update files.file set label = ${label}, controlled = ${declared.reads !== undefined}
    where id = ${fileId}::uuid`.execute(context.db);
  context.emit(filesChanged, { uploaderId: personId, fileIds: [fileId], change: 'labelled' });
  return {};
});
