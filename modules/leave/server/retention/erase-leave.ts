import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import * as contract from '../../contract/retention.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { leaveDue } from './leave-due.ts';

/** Removes what leavers took of leave, with what they had asked for. They sign in no more, so nobody's screen shows it. */
export const eraseLeave = handle<LeaveTables>()(contract.eraseLeave, async (context, { kind, most, heldPersonIds }) => {
  requireSystem(context, superviseRetention);
  const { rows } = await sql<{ request_id: string; employer_id: string }>`
    select r.request_id, r.employer_id from leave.request r
    where ${await leaveDue(context, kind)} and r.person_id <> all(${sql.val(heldPersonIds)}::uuid[])
    order by r.request_id limit ${most} for update skip locked`.execute(context.db);
  const today = context.now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await sql`select leave.erase_requests(${sql.val(rows.map((row) => row.request_id))}::uuid[], ${today}::date)`.execute(
    context.db,
  );
  const erased = new Erased(most);
  for (const { employer_id } of rows) erased.add(employer_id);
  return erased.answer();
});
