import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { declaredOwner } from '../declared-owner.ts';
import { attachedTo, loadFiles } from '../file-rows.ts';
import type { FilesTables } from '../files-tables.ts';
import { onlyProcesses } from '../only-processes.ts';
import { tellUploaders } from '../tell-uploaders.ts';

export const copyAttached = handle<FilesTables>()(
  contract.copyAttached,
  async (context, { from, to, fileIds, sensitive }) => {
    onlyProcesses(context);
    if (!declaredOwner(context, to.module, to.kind)) {
      throw new Error(`no module declares that files are attached to ${to.module} ${to.kind}`);
    }
    const there = await attachedTo(context.db, to);
    if (there.length > 0) return { fileIds: there };
    const attached = new Set(await attachedTo(context.db, from));
    const sources = await loadFiles(context.db, fileIds, 'share');
    const copies: string[] = [];
    for (const fileId of new Set(fileIds)) {
      const source = sources.get(fileId);
      if (!source || !attached.has(fileId)) throw refuse(notFound);
      const copyId = context.newId();
      await sql`insert into files.file
          (id, content_id, name, uploader_id, program, uploaded_at, owner_module, owner_kind, owner_id, sensitive, placeless, label,
           controlled)
        values (${copyId}, ${source.content_id}, ${source.name}, ${source.uploader_id}, ${source.program}, ${context.now.toString()},
          ${to.module}, ${to.kind}, ${to.id}, ${source.sensitive || sensitive}, ${source.placeless}, ${source.label},
          ${source.controlled})`.execute(context.db);
      context.about('file', copyId);
      tellUploaders(context, [{ ...source, id: copyId }], 'attached');
      copies.push(copyId);
    }
    context.about(`${to.module}.${to.kind}`, to.id);
    return { fileIds: copies };
  },
);
