// Without 0, O, 1 and I, which people mistake for each other: 32 characters, 5 bits each.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 80 bits. */
const activationLength = 16;
/** 120 bits: with 112 or more, one round of a fast hash keeps it (ASVS 5.0, 6.5.2). */
export const recoveryLength = 24;

/** Makes a code such as `K7QM-2XWF-9HTD-RA5B` from as many random bytes as it has letters (5 bits of each count). */
export function writeCode(random: Uint8Array, length = activationLength): string {
  if (random.length < length) throw new Error(`${length} random bytes are needed`);
  const letters = [...random.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A typed or scanned code as it is compared: capitals without separators. Undefined for what can't be a code. */
export function readCode(typed: string, length = activationLength): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\-–—－_.]/g, '');
  if (letters.length !== length) return undefined;
  return [...letters].every((letter) => alphabet.includes(letter)) ? letters : undefined;
}
