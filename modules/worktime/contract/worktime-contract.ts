import { moduleContract } from '#kernel/contract/module-contract.ts';
import { calendarChanged } from './events.ts';
import { badWorkingHours, noDataForYear } from './failures.ts';
import {
  confirmYear,
  importYear,
  readCalendar,
  readWorkingTime,
  saveCalendarDay,
  saveWorkingHours,
} from './operations.ts';
import { manageCalendar } from './permissions.ts';
import { countWorkdays, countWorkingMinutes, countWorkingMinutesOf, reckonDeadlines } from './reckonings.ts';

export const worktimeContract = moduleContract({
  name: 'worktime',
  title: { zh: '工作时间', en: 'Working time' },
  operations: [
    readCalendar,
    readWorkingTime,
    saveWorkingHours,
    saveCalendarDay,
    importYear,
    confirmYear,
    reckonDeadlines,
    countWorkdays,
    countWorkingMinutes,
    countWorkingMinutesOf,
  ],
  events: [calendarChanged],
  permissions: [manageCalendar],
  failures: [badWorkingHours, noDataForYear],
});
