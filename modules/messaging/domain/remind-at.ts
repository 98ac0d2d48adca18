/**
 * When those who haven't answered are reminded (M7): an hour before the deadline; halfway to it where less than two hours
 * were given.
 */
export function remindAt(asked: Temporal.Instant, deadline: Temporal.Instant): Temporal.Instant {
  const given = asked.until(deadline).total('seconds');
  return deadline.subtract({ seconds: Math.floor(Math.min(3_600, given / 2)) });
}
