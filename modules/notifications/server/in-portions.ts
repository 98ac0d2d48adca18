/** The rows in portions of at most `most`, so that no single event grows without bound. */
export function inPortions<T>(rows: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / most) }, (_, at) => rows.slice(at * most, (at + 1) * most));
}
