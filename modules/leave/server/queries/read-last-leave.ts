import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';

export const readLastLeave = handle<LeaveTables>()(contract.readLastLeave, async (context) => {
  const { rows } = await sql<{ kind: string; days: string; reason: string }>`
    select r.kind, r.days, r.reason from leave.request r join leave.kind k on k.kind = r.kind and not k.closed
    where r.person_id = ${context.person().personId}::uuid order by r.asked_at desc limit 1`.execute(context.db);
  const last = rows[0];
  return { last: last ? { ...last, days: Number(last.days) } : null };
});
