/**
 * Upper ends of the classes that durations are counted in, in minutes: 1, 2, 3, 4, 5, 6, 8, 10, 13 and so on, each a quarter longer
 * than the one before, up to 34 days on the clock. One more class takes what is longer. Never changed: stored counts lie in
 * them by place.
 */
const ends: readonly number[] = (() => {
  const made = [1];
  for (let last = 1; last < 49_000; last = made.at(-1) ?? last) made.push(Math.max(last + 1, Math.round(last * 1.25)));
  return made;
})();

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
  const mean = Math.round(sum / count);
  // Where all lie in one class, the mean tells it better than the class.
  if (spread.includes(count)) return { mean, median: mean, p90: mean };
  return {
    mean,
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
