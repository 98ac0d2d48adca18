import { handle } from '#kernel/server/define-module.ts';
import { calendarChanged } from '../../contract/events.ts';
import * as operations from '../../contract/operations.ts';
import { openCalendar } from '../open-calendar.ts';
import { setYearKnown } from '../set-year-known.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const confirmYear = handle<WorktimeTables>()(
  operations.confirmYear,
  async (context, { employerId, year, complete }) => {
    const { calendarId, revision } = await openCalendar(context, employerId);
    await setYearKnown(context.db, calendarId, year, complete);
    context.emit(calendarChanged, { employerId, what: { part: 'year', year } });
    return { revision };
  },
);
