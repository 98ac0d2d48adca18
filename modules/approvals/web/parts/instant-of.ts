/**
 * The instant of a wall-clock time `2026-03-02T09:30` in a time zone, as RFC 3339 text. A time that a change of clocks leaves out
 * moves on by the change.
 */
export function instantOf(wallClock: string, zone: string): string {
  const guess = Date.parse(`${wallClock}:00Z`);
  const shown = (at: number): number => {
    const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
      at,
    );
    return Date.parse(`${text.replace(' ', 'T')}Z`);
  };
  const first = guess - (shown(guess) - guess);
  return new Date(first - (shown(first) - guess)).toISOString();
}
