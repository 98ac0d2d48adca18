/** As the kernel's clock writes itself: in UTC, microseconds at most. A clock moved past the year 9999 writes otherwise. */
const usual = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/;

/** An ISO instant as evidence writes it: UTC, always six decimals, as in `2027-03-01T08:00:00.000000Z`. */
export function evidenceInstant(at: Temporal.Instant | string): string {
  const known = typeof at === 'string' ? usual.exec(at) : null;
  if (known) return `${known[1]}.${(known[2] ?? '').padEnd(6, '0')}Z`;
  return Temporal.Instant.from(at).toString({ smallestUnit: 'microsecond' });
}

/** The SQL expression that reads a timestamptz column in the same form. */
export function instantColumn(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
