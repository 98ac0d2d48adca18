import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { calendarChanged } from '../../contract/events.ts';
import { badWorkingHours } from '../../contract/failures.ts';
import * as operations from '../../contract/operations.ts';
import { checkWeek } from '../../domain/check-week.ts';
import { openCalendar } from '../open-calendar.ts';
import type { WorktimeTables } from '../worktime-tables.ts';

export const saveWorkingHours = handle<WorktimeTables>()(
  operations.saveWorkingHours,
  async (context, { employerId, week, revision: shown }) => {
    const { calendarId, revision } = await openCalendar(context, employerId);
    if (revision !== shown + 1) throw refuse(changedMeanwhile);
    const faults = week === null ? [] : checkWeek(week);
    if (faults.length > 0) throw refuse(badWorkingHours, { faults });
    await context.db
      .updateTable('worktime.calendar')
      .set({ week: week === null ? null : JSON.stringify(week) })
      .where('calendar_id', '=', calendarId)
      .execute();
    context.emit(calendarChanged, { employerId, what: { part: 'workingHours' } });
    return { revision };
  },
);
