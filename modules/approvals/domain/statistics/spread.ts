/**
 * Upper ends of the classes that durations are counted in, in minutes: a quarter of an hour to 30 days on the clock (480
 * minutes are a working day). One more class takes what is longer. Never changed: stored counts lie in them by place.
 */
const ends = [15, 30, 60, 120, 240, 480, 960, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;

export const spreadClasses: number = ends.length + 1;

/** A spread without anything in it. */
export const emptySpread = (): number[] => Array.from({ length: spreadClasses }, () => 0);

/** The class, from 0, of a duration in minutes. */
export function spreadClass(minutes: number): number {
  const at = ends.findIndex((end) => minutes <= end);
  return at < 0 ? ends.length : at;
}

/** How long it took: the mean exactly; half and nine of ten took no longer than the others, within their class evenly spread. */
export interface Durations {
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
}

/** What a sum in minutes and a spread tell, in whole minutes; null where nothing was counted. */
export function durationsOf(sum: number, spread: readonly number[]): Durations | null {
  const count = spread.reduce((all, one) => all + one, 0);
  if (count === 0) return null;
  return {
    mean: Math.round(sum / count),
    median: Math.round(share(spread, count, 0.5)),
    p90: Math.round(share(spread, count, 0.9)),
  };
}

/** The minutes within which this share ended. In the class without an end it is where that begins. */
function share(spread: readonly number[], count: number, part: number): number {
  const wanted = count * part;
  let before = 0;
  for (const [at, here] of spread.entries()) {
    if (before + here >= wanted && here > 0) {
      const begins = ends[at - 1] ?? 0;
      return begins + ((ends[at] ?? begins) - begins) * ((wanted - before) / here);
    }
    before += here;
  }
  return ends.at(-1) ?? 0;
}
