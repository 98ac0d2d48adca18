import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { attachedAlready } from '../../contract/failures.ts';
import { fileOwners } from '../../contract/file-owner.ts';
import * as contract from '../../contract/operations.ts';
import type { FileOwnerName } from '../../contract/shapes.ts';
import { loadFiles } from '../file-rows.ts';
import type { FileRecord, FilesTables } from '../files-tables.ts';
import { onlyProcesses } from '../only-processes.ts';
import { tellUploaders } from '../tell-uploaders.ts';
import { unattachedTimer } from '../unattached-timer.ts';

const isOf = (file: FileRecord, owner: FileOwnerName) =>
  file.owner_module === owner.module && file.owner_kind === owner.kind && file.owner_id === owner.id;

export const attachFiles = handle<FilesTables>()(contract.attachFiles, async (context, input) => {
  onlyProcesses(context);
  const { owner, by, from, sensitive } = input;
  const known = extensionsAt(fileOwners, context.contracts);
  if (!known.some(({ module, kind }) => module === owner.module && kind === owner.kind)) {
    throw new Error(`no module declares that files are attached to ${owner.module} ${owner.kind}`);
  }
  const fileIds = [...new Set(input.fileIds)];
  const files = await loadFiles(context.db, fileIds, 'update');
  const moved: FileRecord[] = [];
  for (const fileId of fileIds) {
    const file = files.get(fileId);
    if (!file) throw refuse(notFound);
    if (isOf(file, owner)) continue;
    if (file.owner_module !== null && !(from && isOf(file, from))) {
      // Whoever may not see it doesn't learn that it is there.
      throw file.uploader_id === by ? refuse(attachedAlready) : refuse(notFound);
    }
    if (file.owner_module === null && file.uploader_id !== by) throw refuse(notFound);
    moved.push(file);
  }
  await sql`update files.file set owner_module = ${owner.module}, owner_kind = ${owner.kind}, owner_id = ${owner.id},
      sensitive = sensitive or ${sensitive}
    where id = any(${sql.val(moved.map(({ id }) => id))}::uuid[])`.execute(context.db);
  for (const { id } of moved) await context.unschedule(unattachedTimer, id);
  tellUploaders(context, moved, 'attached');
  context.about(`${owner.module}.${owner.kind}`, owner.id);
  for (const { id } of moved) context.about('file', id);
  return {
    files: fileIds.flatMap((fileId) => {
      const file = files.get(fileId);
      return file ? [{ fileId, name: file.name, size: file.size, sha256: file.sha256 }] : [];
    }),
  };
});
