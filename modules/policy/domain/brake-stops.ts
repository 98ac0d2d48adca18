/** Findings of a rule on one day. */
export interface DaysFindings {
  readonly today: number;
  /** Sum over the thirty days before. */
  readonly before: number;
}

const DAYS = 30;

/**
 * Whether a rule that has just found one more is stopped: above `least` in a day, and above `times` its usual day of the last
 * thirty (L11). A rule that begins has no usual day, so `least` alone holds.
 */
export function brakeStops(found: DaysFindings, brake: { readonly least: number; readonly times: number }): boolean {
  return found.today > Math.max(brake.least, (found.before / DAYS) * brake.times);
}
