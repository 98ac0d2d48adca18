/** A stretch of working time, in epoch milliseconds. */
export type Stretch = readonly [from: number, to: number];

/** Working time as one line without gaps: minute 0 is the beginning of the first stretch. */
export interface WorkingMinutes {
  /** Minutes of work before this instant. */
  minuteOf(instant: Temporal.Instant): number;
  /** The instant of a minute; before the first the first, after the last the last. */
  instantAt(minute: number): Temporal.Instant;
  /** First minute of each workday. */
  readonly dayStarts: readonly number[];
}

const instantOf = (milliseconds: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds));

/** Lays stretches of work behind one another, a list for each workday, in order. */
export function workingMinutes(days: readonly (readonly Stretch[])[]): WorkingMinutes {
  const stretches = days.flat();
  const starts: number[] = [];
  let passed = 0;
  for (const [from, to] of stretches) {
    starts.push(passed);
    passed += (to - from) / 60_000;
  }
  let index = 0;
  const dayStarts = days.map((day) => {
    const start = starts[index] ?? passed;
    index += day.length;
    return start;
  });
  return {
    dayStarts,
    minuteOf: (instant) => {
      const at = instant.epochMilliseconds;
      return stretches.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(at, to) - from) / 60_000, 0);
    },
    instantAt: (minute) => {
      const place = starts.findLastIndex((start) => start <= minute);
      const [from, to] = stretches[Math.max(0, place)] ?? [0, 0];
      return instantOf(Math.max(from, Math.min(to, from + (minute - (starts[place] ?? 0)) * 60_000)));
    },
  };
}
