import type { DayHours, WorkCalendar } from '../contract/work-calendar.ts';
import { type Reckoned, reckoned } from './reckoned.ts';
import { instantAt, segmentMinutes } from './segment-times.ts';
import { workdayHours } from './workday-hours.ts';
import type { Exemption } from './working-days.ts';

/** The morning or the afternoon of a date: the finest grain in which leave by days is asked for. */
export type HalfDay = { readonly date: Temporal.PlainDate; readonly half: 'morning' | 'afternoon' };

const NOON = 12 * 60;
const DAY = 24 * 60;

/**
 * Where the morning ends and where the afternoon begins, in minutes of the wall clock: around the longest break; in the
 * middle of a day without a break; a half day is all morning or all afternoon, by whether it begins before noon.
 */
function parting(hours: DayHours): { morningEnds: number; afternoonBegins: number } {
  const times = hours.segments.map(segmentMinutes);
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return { morningEnds: NOON, afternoonBegins: NOON };
  if (hours.half) {
    const at = first.from < NOON ? last.to : first.from;
    return { morningEnds: at, afternoonBegins: at };
  }
  let longest = { morningEnds: 0, afternoonBegins: 0 };
  for (const [i, segment] of times.entries()) {
    const next = times[i + 1];
    if (next !== undefined && next.from - segment.to > longest.afternoonBegins - longest.morningEnds) {
      longest = { morningEnds: segment.to, afternoonBegins: next.from };
    }
  }
  if (longest.afternoonBegins > 0) return longest;
  const middle = Math.floor((first.from + last.to) / 2);
  return { morningEnds: middle, afternoonBegins: middle };
}

function halfCounts(hours: DayHours, half: HalfDay['half']): boolean {
  const first = hours.segments[0];
  if (first === undefined) return false;
  return !hours.half || (half === 'morning') === segmentMinutes(first).from < NOON;
}

/**
 * How many workdays lie between two half days, both included, in steps of 0.5: what a leave from the one to the other
 * takes from a balance in days. Make-up workdays count, rest days and holidays don't; 0 when `to` is before `from`.
 */
export function workdaysBetween(calendar: WorkCalendar, from: HalfDay, to: HalfDay): Reckoned<number> {
  const unknown: number[] = [];
  let halves = 0;
  for (let date = from.date; Temporal.PlainDate.compare(date, to.date) <= 0; date = date.add({ days: 1 })) {
    const { value: hours, unknownYears } = workdayHours(calendar, date);
    unknown.push(...unknownYears);
    const afterMorning = from.half === 'afternoon' && date.equals(from.date);
    const beforeAfternoon = to.half === 'morning' && date.equals(to.date);
    if (!afterMorning && halfCounts(hours, 'morning')) halves += 1;
    if (!beforeAfternoon && halfCounts(hours, 'afternoon')) halves += 1;
  }
  return reckoned(halves / 2, unknown);
}

/** When a date is over, in minutes since the midnight it begins with: at the next midnight, or with its night shift. */
function dateEnds(hours: DayHours): number {
  const last = hours.segments.at(-1);
  return last === undefined ? DAY : Math.max(DAY, segmentMinutes(last).to);
}

/**
 * The stretch of time that a leave from one half day to another covers, both included, as an exemption for the other
 * functions: whole days from midnight to midnight (a night shift belongs to the day on which it begins), half days up to
 * or from the midday break.
 */
export function halfDaysExemption(
  calendar: WorkCalendar,
  from: HalfDay,
  to: HalfDay,
): Reckoned<Exemption & { to: Temporal.Instant }> {
  const before = workdayHours(calendar, from.date.subtract({ days: 1 }));
  const first = workdayHours(calendar, from.date);
  const last = workdayHours(calendar, to.date);
  const begins = from.half === 'morning' ? dateEnds(before.value) - DAY : parting(first.value).afternoonBegins;
  const ends = to.half === 'afternoon' ? dateEnds(last.value) : parting(last.value).morningEnds;
  return reckoned(
    { from: instantAt(from.date, begins, calendar.timeZone), to: instantAt(to.date, ends, calendar.timeZone) },
    [...first.unknownYears, ...last.unknownYears],
  );
}
