import type { Segment } from '../contract/work-calendar.ts';

const DAY = 24 * 60;

function minutesOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));
}

/** Start and end of a segment in minutes since the midnight its date begins with; the end may lie past 1440. */
export function segmentMinutes(segment: Segment): { from: number; to: number } {
  return { from: minutesOf(segment.from), to: minutesOf(segment.to) };
}

/**
 * The instant at so many minutes of the wall clock after the midnight a date begins with. A time that the clock skips
 * (start of summer time) is moved forward by the gap; of a time that comes twice the first is meant.
 */
export function instantAt(date: Temporal.PlainDate, minutes: number, timeZone: string): Temporal.Instant {
  const day = date.add({ days: Math.floor(minutes / DAY) });
  const inDay = minutes % DAY;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(inDay / 60), minute: inDay % 60 });
  return day.toPlainDateTime(plainTime).toZonedDateTime(timeZone).toInstant();
}
