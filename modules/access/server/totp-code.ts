import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 with what authenticator apps expect: SHA-1, six digits, steps of 30 seconds. */
const stepSeconds = 30;
const digits = 6;
/** RFC 6238 5.2: one step for clocks that differ and for the time that typing takes. */
const skew = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 without padding, as authenticator apps read secrets. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The code of a step (RFC 4226 5.3). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step that an instant lies in. */
export const stepAt = (now: Temporal.Instant): number => Math.floor(now.epochMilliseconds / 1000 / stepSeconds);

/**
 * The step whose code was typed: the present one, or one before or after it; never one up to `lastStep`, whose code was
 * taken already. Undefined: the code is wrong, used or over. All three are compared, in the same time.
 */
export function matchingStep(
  secret: Uint8Array,
  typed: string,
  now: Temporal.Instant,
  lastStep: number | null,
): number | undefined {
  if (!/^\d{6}$/.test(typed)) return undefined;
  const present = stepAt(now);
  const given = Buffer.from(typed);
  const steps = Array.from({ length: 2 * skew + 1 }, (_, n) => present - skew + n);
  const matching = steps.filter((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), given));
  return matching.find((step) => lastStep === null || step > lastStep);
}
