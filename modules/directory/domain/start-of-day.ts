/** The instant at which a day begins in a time zone (also where midnight is skipped by daylight saving). */
export function startOfDay(day: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant();
}
