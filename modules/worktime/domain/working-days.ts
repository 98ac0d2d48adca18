import type { DayHours, WorkCalendar } from '../contract/work-calendar.ts';
import { instantAt, segmentMinutes } from './segment-times.ts';
import { workdayHours } from './workday-hours.ts';

/** A stretch of time to leave out: leave of the person, an outage of the company. `to` null: it hasn't ended yet. */
export type Exemption = { readonly from: Temporal.Instant; readonly to: Temporal.Instant | null };

type Span = { readonly from: number; readonly to: number };

/** One date and when one works on it. Times in milliseconds of the epoch. */
export type WorkingDay = {
  readonly date: Temporal.PlainDate;
  /** Working time that counts: breaks and exemptions taken out, in order, never empty stretches. */
  readonly spans: readonly Span[];
  /** Working time of the whole day, exemptions included. */
  readonly length: number;
  /** How many workdays the date is: 1, or 0.5 for a half day. */
  readonly workdays: number;
  /** The year of the date when its holidays aren't known, otherwise nothing. */
  readonly unknownYears: readonly number[];
};

function crossesMidnight(hours: DayHours): boolean {
  return hours.segments.some((segment) => segmentMinutes(segment).to > 24 * 60);
}

function spansOf(exemptions: readonly Exemption[]): Span[] {
  return exemptions
    .map(({ from, to }) => ({ from: from.epochMilliseconds, to: to?.epochMilliseconds ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from);
}

/** What is left of a span; holes sorted by their start, one may lie over another. */
function without(span: Span, holes: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let from = span.from;
  for (const hole of holes) {
    if (hole.to <= from) continue;
    if (hole.from >= span.to) break;
    if (hole.from > from) rest.push({ from, to: hole.from });
    from = hole.to;
  }
  if (from < span.to) rest.push({ from, to: span.to });
  return rest;
}

/**
 * The days of a calendar one after another, from the one that `from` lies in (a night shift of the day before included),
 * each with the working time after `from`. Never ends by itself.
 */
export function* workingDays(
  calendar: WorkCalendar,
  from: Temporal.Instant,
  exemptions: readonly Exemption[],
): Generator<WorkingDay> {
  const holes = spansOf(exemptions);
  let date = from.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const before = date.subtract({ days: 1 });
  if (crossesMidnight(workdayHours(calendar, before).value)) date = before;
  let reached = from.epochMilliseconds;
  for (; ; date = date.add({ days: 1 })) {
    const { value: hours, unknownYears } = workdayHours(calendar, date);
    const spans: Span[] = [];
    let length = 0;
    for (const segment of hours.segments) {
      const { from: start, to: end } = segmentMinutes(segment);
      const whole = {
        from: instantAt(date, start, calendar.timeZone).epochMilliseconds,
        to: instantAt(date, end, calendar.timeZone).epochMilliseconds,
      };
      length += Math.max(0, whole.to - whole.from);
      const ahead = { from: Math.max(whole.from, reached), to: whole.to };
      if (ahead.from >= ahead.to) continue;
      reached = ahead.to;
      spans.push(...without(ahead, holes));
    }
    yield { date, spans, length, workdays: hours.half ? 0.5 : 1, unknownYears };
  }
}
