import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { calendarChanged } from '../../contract/events.ts';
import { noDataForYear } from '../../contract/failures.ts';
import * as operations from '../../contract/operations.ts';
import { dayColumns } from '../day-columns.ts';
import { openCalendar } from '../open-calendar.ts';
import { chineseCalendar } from '../seed/chinese-calendar.ts';
import { setYearKnown } from '../set-year-known.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const importYear = handle<WorktimeTables>()(operations.importYear, async (context, { employerId, year }) => {
  const { calendarId, revision } = await openCalendar(context, employerId);
  const official = chineseCalendar.get(year);
  if (official === undefined) throw refuse(noDataForYear, { year });
  const days = Object.entries(official.days).map(([date, day]) => ({
    calendar_id: calendarId,
    date,
    ...dayColumns(day),
  }));
  const added = await context.db
    .insertInto('worktime.calendar_day')
    .values(days)
    .onConflict((conflict) => conflict.columns(['calendar_id', 'date']).doNothing())
    .returning('date')
    .execute();
  await setYearKnown(context.db, calendarId, year, true);
  context.emit(calendarChanged, { employerId, what: { part: 'year', year } });
  return { revision, added: added.length, kept: days.length - added.length, source: official.source };
});
