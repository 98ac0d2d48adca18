import { serverModule } from '#kernel/server/define-module.ts';
import { worktimeContract } from '../contract/worktime-contract.ts';
import { confirmYear } from './commands/confirm-year.ts';
import { importYear } from './commands/import-year.ts';
import { saveCalendarDay } from './commands/save-calendar-day.ts';
import { saveWorkingHours } from './commands/save-working-hours.ts';
import { countWorkdays } from './queries/count-workdays.ts';
import { countWorkingMinutes } from './queries/count-working-minutes.ts';
import { countWorkingMinutesOf } from './queries/count-working-minutes-of.ts';
import { readCalendar } from './queries/read-calendar.ts';
import { readWorkingTime } from './queries/read-working-time.ts';
import { reckonDeadlines } from './queries/reckon-deadlines.ts';

export const worktimeServer = serverModule({
  contract: worktimeContract,
  handlers: [
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
  migrations: new URL('./migrations/', import.meta.url),
});
