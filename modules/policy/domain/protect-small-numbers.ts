/** A line of a summary whose counts can be hidden. */
export interface SummaryLine {
  readonly people: number;
  readonly entries: number | null;
  readonly points: number | null;
}

const hidden = { entries: null, points: null };

/**
 * Hides the counts of groups of fewer than `least` people (Z29). A single hidden line could be found by subtraction from a total
 * that somebody knows, so the next smallest is hidden with it.
 */
export function protectSmallNumbers<L extends SummaryLine>(lines: readonly L[], least: number): L[] {
  const small = new Set(lines.filter((line) => line.people < least));
  if (small.size === 1) {
    const next = lines.filter((line) => !small.has(line)).sort((a, b) => a.people - b.people)[0];
    if (next) small.add(next);
  }
  return lines.map((line) => (small.has(line) ? { ...line, ...hidden } : line));
}
