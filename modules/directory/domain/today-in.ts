/** The calendar day of an instant in an employer's time zone, `2026-11-22`. */
export function todayIn(timeZone: string, now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
