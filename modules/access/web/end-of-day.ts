/** The instant at which a day ends in a time zone, as RFC 3339 in UTC: the same on days when clocks change. */
export function endOfDay(day: string, zone: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const offset = (instant: number) => Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`) - instant;
  const guess = next.getTime() - offset(next.getTime());
  return new Date(next.getTime() - offset(guess)).toISOString();
}
