/** The calendar month of an instant, `2026-03`, in the employer's time zone. */
export function monthOf(at: Temporal.Instant | string, timeZone: string): string {
  return Temporal.Instant.from(at.toString()).toZonedDateTimeISO(timeZone).toPlainDate().toString().slice(0, 7);
}
