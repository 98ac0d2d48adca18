/** The wall clock of a zone at a moment, to the minute: `2026-11-22T09:30`. */
export function wallClock(at: Date, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return text.replace(' ', 'T');
}

/** The instant at which the wall clock of a zone shows `2026-11-22T09:30`; of an hour that a zone repeats, one of the two. */
export function instantOf(wall: string, zone: string): string {
  const wanted = Date.parse(`${wall}:00Z`);
  let at = wanted;
  // The offset is known for instants only: what is found with the first one is looked at once more.
  for (let round = 0; round < 2; round += 1) at += wanted - Date.parse(`${wallClock(new Date(at), zone)}:00Z`);
  return new Date(at).toISOString();
}
