const place = 'guiju.device';

/** What this browser is known again by: made once, sent at every sign-in. Undefined where nothing can be stored. */
export function ownDevice(): string | undefined {
  try {
    const kept = localStorage.getItem(place);
    if (kept) return kept;
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    const made = btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    localStorage.setItem(place, made);
    return made;
  } catch {
    return undefined;
  }
}
