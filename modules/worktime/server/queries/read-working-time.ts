import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { inheritCalendar } from '../../domain/inherit-calendar.ts';
import { loadCalendars } from '../load-calendars.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const readWorkingTime = handle<WorktimeTables>()(operations.readWorkingTime, async ({ db }, { personId }) => {
  const employer = await db
    .selectFrom('directory.published_person as p')
    .innerJoin('directory.published_employer as e', 'e.id', 'p.employer_id')
    .select(['e.id', 'e.time_zone'])
    .where('p.id', '=', personId)
    .executeTakeFirst();
  if (employer === undefined) throw refuse(notFound);
  const { company, own } = await loadCalendars(db, employer.id);
  return { known: true as const, calendar: inheritCalendar(employer.time_zone, company, own) };
});
