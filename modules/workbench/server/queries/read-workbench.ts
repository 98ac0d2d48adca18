import { handle } from '#kernel/server/define-module.ts';
import { readCalendar } from '#modules/worktime/contract/operations.ts';
import * as operations from '../../contract/operations.ts';
import { dayOfCalendar } from '../../domain/day-of-calendar.ts';
import type { WorkbenchTables } from '../workbench-tables.ts';

export const readWorkbench = handle<WorkbenchTables>()(operations.readWorkbench, async (context) => {
  const { personId, employerId } = context.person();
  const employer = await context.db
    .selectFrom('directory.published_employer')
    .select('time_zone')
    .where('id', '=', employerId)
    .executeTakeFirstOrThrow();
  const today = context.now.toZonedDateTimeISO(employer.time_zone).toPlainDate();
  const calendar = await context.read(readCalendar, { employerId, year: today.year });
  const kept = await context.db
    .selectFrom('workbench.shortcuts')
    .select('paths')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return {
    personId,
    today: today.toString(),
    ...dayOfCalendar(calendar, today.toString(), today.dayOfWeek),
    calendarKnown: calendar.known,
    shortcuts: kept?.paths ?? [],
  };
});
