/** Crockford's digits: no I, L, O, U, so that nobody reads one for another. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How many bytes a verification code stands for: enough that nobody guesses one. */
export const verificationBytes = 10;

/** Ten bytes as people read them from paper: `7G4K-2MQX-…`, four groups of four. */
export function verificationCode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, verificationBytes)) bits = (bits << 8n) | BigInt(byte);
  const text = Array.from({ length: 16 }, (_, at) => digits[Number((bits >> BigInt(75 - at * 5)) & 31n)]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** The ten bytes of a code as somebody typed it: any case, with or without hyphens and spaces. Undefined where it isn't one. */
export function readVerificationCode(typed: string): Uint8Array | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (text.length !== 16) return undefined;
  let bits = 0n;
  for (const digit of text) {
    const value = digits.indexOf(digit);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  return Uint8Array.from({ length: verificationBytes }, (_, at) => Number((bits >> BigInt(72 - at * 8)) & 255n));
}
