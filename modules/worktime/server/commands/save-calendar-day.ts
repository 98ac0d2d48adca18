import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { calendarChanged } from '../../contract/events.ts';
import { badWorkingHours } from '../../contract/failures.ts';
import * as operations from '../../contract/operations.ts';
import { checkDayHours } from '../../domain/check-week.ts';
import { dayColumns } from '../day-columns.ts';
import { openCalendar } from '../open-calendar.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const saveCalendarDay = handle<WorktimeTables>()(
  operations.saveCalendarDay,
  async (context, { employerId, date, day }) => {
    const { calendarId, revision } = await openCalendar(context, employerId);
    const fault = day.kind === 'workday' && day.hours !== undefined ? checkDayHours(day.hours) : null;
    if (fault !== null) throw refuse(badWorkingHours, { faults: [{ weekday: null, fault }] });
    // Nothing lies below the company's calendar but the week, so a plain day of its own is no row.
    if (day.kind === 'asCompany' || (day.kind === 'plain' && employerId === null)) {
      await context.db
        .deleteFrom('worktime.calendar_day')
        .where('calendar_id', '=', calendarId)
        .where('date', '=', date)
        .execute();
    } else {
      const columns = dayColumns(day);
      await context.db
        .insertInto('worktime.calendar_day')
        .values({ calendar_id: calendarId, date, ...columns })
        .onConflict((conflict) => conflict.columns(['calendar_id', 'date']).doUpdateSet(columns))
        .execute();
    }
    context.emit(calendarChanged, { employerId, what: { part: 'day', date } });
    return { revision };
  },
);
