import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/program-uploads.ts';
import { declaredOwner } from '../declared-owner.ts';
import { loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { onlyProcesses } from '../only-processes.ts';

export const copyProgramUploads = handle<FilesTables>()(
  contract.copyProgramUploads,
  async (context, { program, owners, ...input }) => {
    onlyProcesses(context);
    for (const { module, kind } of owners)
      if (!declaredOwner(context, module, kind))
        throw new Error(`no module declares that files are attached to ${module} ${kind}`);
    const fileIds = [...new Set(input.fileIds)];
    const files = await loadFiles(context.db, fileIds, 'share');
    for (const fileId of fileIds) {
      const file = files.get(fileId);
      if (!file || file.owner_module !== null || file.program !== program) throw refuse(notFound);
      context.about('file', fileId);
    }
    const made = owners.flatMap((owner) => fileIds.map((fileId) => ({ ...owner, fileId, copyId: context.newId() })));
    await sql`
      insert into files.file (id, content_id, name, program, uploaded_at, owner_module, owner_kind, owner_id, sensitive, placeless)
      select m.id, f.content_id, f.name, f.program, ${context.now.toString()}::timestamptz, m.module, m.kind, m.owner,
        f.sensitive, f.placeless
      from unnest(${sql.val(made.map((one) => one.copyId))}::uuid[], ${sql.val(made.map((one) => one.fileId))}::uuid[],
        ${sql.val(made.map((one) => one.module))}::text[], ${sql.val(made.map((one) => one.kind))}::text[],
        ${sql.val(made.map((one) => one.id))}::text[]) as m(id, file_id, module, kind, owner)
      join files.file f on f.id = m.file_id`.execute(context.db);
    return {
      copies: owners.map((_, n) => made.slice(n * fileIds.length, (n + 1) * fileIds.length).map((one) => one.copyId)),
    };
  },
);
