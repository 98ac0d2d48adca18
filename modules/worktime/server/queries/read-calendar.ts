import type { QueryContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { calendarYear } from '../../domain/calendar-year.ts';
import { loadCalendars } from '../load-calendars.ts';
import { mayManage, requireEmployer } from '../may-manage.ts';
import { chineseCalendar } from '../seed/chinese-calendar.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

/** The month in which the State Council announces the next year, and deadlines begin to reach into it. */
const ANNOUNCED = 11;

export const readCalendar = handle<WorktimeTables>()(
  operations.readCalendar,
  async (context, { employerId, ...asked }) => {
    await requireEmployer(context.db, employerId);
    const { company, own } = await loadCalendars(context.db, employerId);
    const today = await todayOfReader(context);
    const year = asked.year ?? today.year;
    const knownHere = (employerId === null ? company : own)?.years.includes(year) === true;
    const known = (which: number) => company.years.includes(which) || own?.years.includes(which) === true;
    return {
      employerId,
      year,
      revision: (employerId === null ? company.revision : own?.revision) ?? 0,
      followsCompanyHours: employerId !== null && (own?.week ?? null) === null,
      week: own?.week ?? company.week,
      ...calendarYear(company, own, year),
      known: known(year),
      knownHere,
      nextYearMissing: year === today.year && today.month >= ANNOUNCED && !known(year + 1),
      official: chineseCalendar.has(year),
      may: mayManage(context, employerId) ? ['manage' as const] : [],
    };
  },
);

/** Today in the time zone of the reader's employer; for who has none (an application), in UTC. */
async function todayOfReader({ actor, db, now }: QueryContext<WorktimeTables>): Promise<Temporal.PlainDate> {
  const employer =
    actor.kind === 'person'
      ? await db
          .selectFrom('directory.published_employer')
          .select('time_zone')
          .where('id', '=', actor.employerId)
          .executeTakeFirst()
      : undefined;
  return now.toZonedDateTimeISO(employer?.time_zone ?? 'UTC').toPlainDate();
}
