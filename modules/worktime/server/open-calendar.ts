import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { mayManage, requireEmployer } from './may-manage.ts';
import type { WorktimeTables } from './worktime-tables.ts';

/** A calendar that this transaction holds and changes; `revision` is the new one. */
export interface OpenCalendar {
  readonly calendarId: string;
  readonly revision: number;
}

/**
 * Takes the calendar of an employer or (null) of the company for changing, within the actor's reach, at its next
 * revision; makes an employer's at its first change. Refuses with 404 what the actor may not change.
 */
export async function openCalendar(
  context: CommandContext<WorktimeTables>,
  employerId: string | null,
): Promise<OpenCalendar> {
  if (!mayManage(context, employerId)) throw refuse(notFound);
  await requireEmployer(context.db, employerId);
  const calendar = await bump(context.db, employerId, context.newId());
  context.about('worktime.calendar', calendar.calendarId);
  return calendar;
}

async function bump(db: QueryExecutorProvider, employerId: string | null, newId: string): Promise<OpenCalendar> {
  const returning = sql`returning calendar_id as "calendarId", revision`;
  const statement =
    employerId === null
      ? sql<OpenCalendar>`update worktime.calendar set revision = revision + 1 where employer_id is null ${returning}`
      : sql<OpenCalendar>`
          insert into worktime.calendar as c (calendar_id, employer_id) values (${newId}, ${employerId})
          on conflict (employer_id) do update set revision = c.revision + 1 ${returning}`;
  const [calendar] = (await statement.execute(db)).rows;
  if (calendar === undefined) throw new Error('the company has no calendar');
  return calendar;
}
