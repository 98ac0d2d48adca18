const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const held = formats.get(zone);
  if (held) return held;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, made);
  return made;
}

/** What the clock on the wall of a time zone shows: `2026-11-22T09:30`. */
export const wallTime = (at: number, zone: string): string => formatOf(zone).format(at).replace(' ', 'T');

/** When the clock on the wall of a zone shows this, as an ISO instant; where it does so twice, one of both times. */
export function atWallTime(wall: string, zone: string): string {
  const asUtc = (text: string) => Date.parse(`${text}:00Z`);
  const first = asUtc(wall) - (asUtc(wallTime(asUtc(wall), zone)) - asUtc(wall));
  const shown = asUtc(wallTime(first, zone));
  return new Date(first + asUtc(wall) - shown).toISOString();
}
