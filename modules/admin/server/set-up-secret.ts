import { createHash, timingSafeEqual } from 'node:crypto';

/** A set-up secret is 192 random bits: one round of a fast hash keeps it. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether the secret is the stored one and its time isn't over. */
export function isSecret(
  secret: string,
  stored: { readonly secret_hash: Buffer | null; readonly secret_expires_at: string | null },
  now: Temporal.Instant,
): boolean {
  if (!stored.secret_hash || !stored.secret_expires_at) return false;
  const inTime = Temporal.Instant.compare(now, Temporal.Instant.from(stored.secret_expires_at)) < 0;
  return timingSafeEqual(secretHash(secret), stored.secret_hash) && inTime;
}
