import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/count-to-do.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

export const countToDo = handle<ApprovalsTables>()(contract.countToDo, async (context) => {
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*) as open, count(*) filter (where overdue) as overdue from approvals.task
    where holder_id = ${context.person().personId}::uuid`.execute(context.db);
  return rows[0] ?? { open: 0, overdue: 0 };
});
