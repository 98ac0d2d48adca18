/** Whether somebody proved who he is at most `minutes` before `now` (both ISO instants). */
export function isFresh(confirmedAt: string, now: string, minutes: number): boolean {
  const since = Temporal.Instant.from(now).since(Temporal.Instant.from(confirmedAt));
  return since.total('minutes') <= minutes;
}
