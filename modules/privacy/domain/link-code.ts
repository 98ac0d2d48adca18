// Without 0, O, 1 and I, which people mistake for each other: 32 characters, 5 bits each.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 120 bits: with 112 or more, one round of a fast hash keeps it (ASVS 5.0, 6.5.2). */
const length = 24;

/** Makes a code such as `K7QM-2XWF-9HTD-RA5B-…` from at least 24 random bytes (5 bits of each count). */
export function writeLinkCode(random: Uint8Array): string {
  if (random.length < length) throw new Error(`${length} random bytes are needed`);
  const letters = [...random.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A typed code as it is compared: capitals without separators. Undefined for what can't be one. */
export function readLinkCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\-–—－_.]/g, '');
  return letters.length === length && [...letters].every((letter) => alphabet.includes(letter)) ? letters : undefined;
}
