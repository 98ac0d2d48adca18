/**
 * An answer of the calendar, and the years (ascending) for which it had only the week to go by, since nobody entered
 * their holidays. Where `unknownYears` isn't empty the value is provisional: show it with a warning, and let nothing
 * with consequences rest on it.
 */
export type Reckoned<T> = { readonly value: T; readonly unknownYears: readonly number[] };

/** Puts an answer together with the years that it didn't know. */
export function reckoned<T>(value: T, unknownYears: Iterable<number> = []): Reckoned<T> {
  return { value, unknownYears: [...new Set(unknownYears)].sort((a, b) => a - b) };
}
