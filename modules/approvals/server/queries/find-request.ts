import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadForPaper } from '../archive/dossier.ts';

export const findRequest = handle<ApprovalsTables>()(contract.findRequest, async (context, { number }) => {
  const { rows } = await sql<{ id: string; archived: boolean }>`
    select i.id, exists (select from approvals.archive a where a.instance_id = i.id) as archived
    from approvals.instance i where i.number = ${number}`.execute(context.db);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  await loadForPaper(context, found.id);
  return { requestId: found.id, archived: found.archived };
});
