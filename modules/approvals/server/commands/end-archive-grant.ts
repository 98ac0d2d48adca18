import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { endGrant } from '../archive-search/end-grant.ts';
import { endsGrant } from '../archive-search/ends-grant.ts';

export const endArchiveGrant = handle<ApprovalsTables>()(contract.endArchiveGrant, async (context, { requestId }) => {
  const { rows } = await sql`select 1 from approvals.archive_grant g
    where g.request_id = ${requestId}::uuid and ${endsGrant(context)}`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  await endGrant(context, requestId, context.person().personId);
  return {};
});
