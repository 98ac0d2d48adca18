/** When the first of these days begins and when the last is over, in a time zone. */
export function spanOfDays(from: string, until: string, timeZone: string) {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
  const last = Temporal.PlainDate.from(until);
  return { begins: startOf(Temporal.PlainDate.from(from)), ends: startOf(last.add({ days: 1 })) };
}
