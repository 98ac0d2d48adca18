import type { DayHours, Week } from '../contract/work-calendar.ts';
import { segmentMinutes } from './segment-times.ts';

/**
 * What is wrong with working hours: a segment that doesn't end after it begins, segments out of order or on top of each
 * other (those of the next day too), a first segment that begins on the next day, a half day on which nobody works.
 */
export type HoursFault = 'backwards' | 'overlap' | 'beginsNextDay' | 'emptyHalfDay';

const DAY = 24 * 60;

/** The fault of one day's hours, or `null`. */
export function checkDayHours(hours: DayHours): HoursFault | null {
  if (hours.half && hours.segments.length === 0) return 'emptyHalfDay';
  const times = hours.segments.map(segmentMinutes);
  const first = times[0];
  if (first === undefined) return null;
  if (first.from >= DAY) return 'beginsNextDay';
  let reached = 0;
  for (const { from, to } of times) {
    if (to <= from) return 'backwards';
    if (from < reached) return 'overlap';
    reached = to;
  }
  // More than a day after its beginning it would meet itself on the next day.
  return reached - DAY > first.from ? 'overlap' : null;
}

/** The faulty days of a week (1 = Monday), among them those whose night shift runs into the next day's hours. */
export function checkWeek(week: Week): { weekday: number; fault: HoursFault }[] {
  const faults: { weekday: number; fault: HoursFault }[] = [];
  for (const [i, hours] of week.entries()) {
    const fault = checkDayHours(hours);
    const last = hours.segments.at(-1);
    const next = week[(i + 1) % 7]?.segments[0];
    const intoNext =
      last !== undefined && next !== undefined && segmentMinutes(last).to - DAY > segmentMinutes(next).from;
    if (fault !== null || intoNext) faults.push({ weekday: i + 1, fault: fault ?? 'overlap' });
  }
  return faults;
}
