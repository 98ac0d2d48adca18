import type { DayHours, Segment } from '../contract/work-calendar.ts';

/** A time as the wall clock shows it, `02:00` for `26:00`, and whether that is on the next day. */
export function onClock(wallTime: string): { time: string; nextDay: boolean } {
  const hours = Number(wallTime.slice(0, 2));
  return { time: `${String(hours % 24).padStart(2, '0')}${wallTime.slice(2)}`, nextDay: hours >= 24 };
}

/** All times of a day's segments in order, as the wall clock shows them. */
export const clockTimes = (hours: DayHours): string[] =>
  hours.segments.flatMap(({ from, to }) => [onClock(from).time, onClock(to).time]);

/**
 * Segments from the times of the wall clock in order (start, end, start, …): a time that isn't after the one before lies
 * on the next day. A segment may begin when the one before ends.
 */
export function segmentsFrom(times: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  let days = 0;
  let reached = '';
  const lift = (time: string, mayEqual: boolean): string => {
    const lifted = () => `${String(Number(time.slice(0, 2)) + days * 24).padStart(2, '0')}${time.slice(2)}`;
    if (reached !== '' && (mayEqual ? lifted() < reached : lifted() <= reached)) days += 1;
    reached = lifted();
    return reached;
  };
  for (let i = 0; i + 1 < times.length; i += 2) {
    segments.push({ from: lift(times[i] ?? '', true), to: lift(times[i + 1] ?? '', false) });
  }
  return segments;
}
