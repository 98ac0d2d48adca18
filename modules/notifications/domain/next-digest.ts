/** The first of these times of day, in `timeZone` (IANA), after an instant. `times` (`09:00`) holds at least one. */
export function nextDigest(after: Temporal.Instant, times: readonly string[], timeZone: string): Temporal.Instant {
  const today = after.toZonedDateTimeISO(timeZone).toPlainDate();
  const instants = [0, 1].flatMap((days) =>
    times.map((time) =>
      today
        .add({ days })
        .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
        .toInstant(),
    ),
  );
  const ahead = instants
    .filter((instant) => Temporal.Instant.compare(instant, after) > 0)
    .sort(Temporal.Instant.compare);
  const [first] = ahead;
  if (!first) throw new Error('no time of day to gather for');
  return first;
}
