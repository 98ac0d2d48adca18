import { onPush } from '#kernel/contract/cache.ts';
import { calendarChanged } from '../contract/events.ts';
import { readCalendar, readWorkingTime } from '../contract/operations.ts';
import { countWorkdays, countWorkingMinutes, countWorkingMinutesOf, reckonDeadlines } from '../contract/reckonings.ts';

/** A change of the company's calendar concerns everybody's, a change of an employer's that employer's only. */
export const worktimeCache = [
  onPush(calendarChanged, (facts, cache) => {
    cache.readAgain(readCalendar, ({ employerId }) => facts.employerId === null || facts.employerId === employerId);
    cache.readAgain(readWorkingTime);
    cache.readAgain(countWorkdays);
    cache.readAgain(countWorkingMinutes);
    cache.readAgain(countWorkingMinutesOf);
    cache.readAgain(reckonDeadlines);
  }),
];
