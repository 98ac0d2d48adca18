import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { unknownLeaveKind } from '../contract/failures.ts';
import type { LeaveAsked, LeaveForm } from '../contract/shapes.ts';
import type { Whose } from './kept-leave.ts';
import type { LeaveTables } from './leave-tables.ts';
import { countLeave, requireFree } from './reckon.ts';

/**
 * Checks what is asked for, for this person, and keeps it, new or in place of what was asked before under this id. One person's requests
 * go one after the other, so that two at once can't both find the time free.
 */
export async function writeLeave(
  context: CommandContext<LeaveTables>,
  { personId, employerId }: Whose,
  requestId: string,
  asked: LeaveAsked,
): Promise<LeaveForm> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leave ${personId}`}, 0))`.execute(context.db);
  const kinds = await sql<{ name_zh: string; name_en: string }>`
    select name_zh, name_en from leave.kind where kind = ${asked.kind} and not closed`.execute(context.db);
  const kind = kinds.rows[0];
  if (!kind) throw refuse(unknownLeaveKind);
  const { days, begins, ends } = await countLeave(context, personId, asked);
  await requireFree(context, personId, asked, requestId);
  const { from, to } = asked;
  const form: LeaveForm = { ...asked, kindName: { zh: kind.name_zh, en: kind.name_en }, days };
  await sql`insert into leave.request (request_id, person_id, employer_id, kind, from_date, from_half, to_date, to_half, days,
      begins, ends, reason, form, asked_at, state)
    values (${requestId}, ${personId}, ${employerId}, ${asked.kind}, ${from.date}, ${from.half}, ${to.date}, ${to.half}, ${days},
      ${begins}, ${ends}, ${asked.reason}, ${JSON.stringify(form)}, ${context.now.toString()}, 'asked')
    on conflict (request_id) do update set kind = excluded.kind, from_date = excluded.from_date, from_half = excluded.from_half,
      to_date = excluded.to_date, to_half = excluded.to_half, days = excluded.days, begins = excluded.begins,
      ends = excluded.ends, reason = excluded.reason, form = excluded.form`.execute(context.db);
  return form;
}
