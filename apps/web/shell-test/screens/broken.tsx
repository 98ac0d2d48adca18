/** A screen with a mistake in it. */
export function Broken(): never {
  throw new TypeError('a list was missing');
}
