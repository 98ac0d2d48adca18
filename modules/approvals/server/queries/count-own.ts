import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const countOwn = handle<ApprovalsTables>()(contract.countOwn, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<{ running: number; drafts: number }>`select
    (select count(*) from approvals.instance where applicant_id = ${personId}::uuid and ended_at is null) as running,
    (select count(*) from approvals.draft where owner_id = ${personId}::uuid) as drafts`.execute(context.db);
  return rows[0] ?? { running: 0, drafts: 0 };
});
