import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { attachedTo, loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { onlyProcesses } from '../only-processes.ts';
import { tellUploaders } from '../tell-uploaders.ts';
import { goesAt, unattachedTimer } from '../unattached-timer.ts';

export const detachFiles = handle<FilesTables>()(contract.detachFiles, async (context, { owner, fileIds }) => {
  onlyProcesses(context);
  const attached = await attachedTo(context.db, owner);
  const meant = fileIds ? attached.filter((fileId) => fileIds.includes(fileId)) : attached;
  const files = [...(await loadFiles(context.db, meant, 'update')).values()];
  const taken = files.map((file) => file.id);
  await sql`update files.file set owner_module = null, owner_kind = null, owner_id = null
    where id = any(${sql.val(taken)}::uuid[])`.execute(context.db);
  for (const fileId of taken) {
    await context.schedule(unattachedTimer, { key: fileId, at: goesAt(context.now), input: { fileId } });
    context.about('file', fileId);
  }
  tellUploaders(context, files, 'detached');
  context.about(`${owner.module}.${owner.kind}`, owner.id);
  return { fileIds: taken };
});
