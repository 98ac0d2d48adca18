import type { Transaction } from 'kysely';
import type { ReadDatabase } from '#kernel/server/context.ts';
import type { WorkCalendar } from '../contract/work-calendar.ts';
import { inheritCalendar } from '../domain/inherit-calendar.ts';
import { loadCalendars } from './load-calendars.ts';
import type { WorktimeTables } from './worktime-tables.ts';

/** The calendar that a person works by; `undefined` for somebody the directory doesn't know. */
export async function workingTimeOf(
  db: ReadDatabase<WorktimeTables> | Transaction<WorktimeTables>,
  personId: string,
): Promise<WorkCalendar | undefined> {
  const employer = await db
    .selectFrom('directory.published_person as p')
    .innerJoin('directory.published_employer as e', 'e.id', 'p.employer_id')
    .select(['e.id', 'e.time_zone'])
    .where('p.id', '=', personId)
    .executeTakeFirst();
  if (employer === undefined) return undefined;
  const { company, own } = await loadCalendars(db, employer.id);
  return inheritCalendar(employer.time_zone, company, own);
}
