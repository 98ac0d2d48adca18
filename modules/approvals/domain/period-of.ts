/**
 * The calendar month, quarter or year of an instant in a time zone: from its first moment to that of the next, as instants.
 */
export function periodOf(
  period: 'month' | 'quarter' | 'year',
  at: string,
  timeZone: string,
): { readonly from: string; readonly to: string } {
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const months = { month: 1, quarter: 3, year: 12 }[period];
  const month = Math.floor((day.month - 1) / months) * months + 1;
  const first = day.with({ month, day: 1 });
  const instant = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).toInstant().toString();
  return { from: instant(first), to: instant(first.add({ months })) };
}
