import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { tellRelated } from '../relate.ts';

export const unrelateRequest = handle<ApprovalsTables>()(contract.unrelateRequest, async (context, input) => {
  const { id } = await loadRequest(context, input.requestId);
  const { rows } = await sql<{ other_id: string }>`
    delete from approvals.relation r using approvals.instance o
    where o.number = ${input.number} and r.by_id = ${context.person().personId}::uuid
      and r.one_id = least(o.id, ${id}::uuid) and r.other_id = greatest(o.id, ${id}::uuid)
    returning o.id as other_id`.execute(context.db);
  if (!rows[0]) throw refuse(notFound);
  context.about('request', id);
  await tellRelated(context, [id, rows[0].other_id]);
  return {};
});
