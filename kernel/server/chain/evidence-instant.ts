/** An ISO instant as evidence writes it: UTC, always six decimals, as in `2027-03-01T08:00:00.000000Z`. */
export function evidenceInstant(at: Temporal.Instant | string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'microsecond' });
}

/** The SQL expression that reads a timestamptz column in the same form. */
export function instantColumn(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
