import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EvidenceAccess } from '#kernel/server/chain/evidence-access.ts';

/** 32 random bytes, as base64url: shown once, and kept as their hash. */
export const newKey = (): string => randomBytes(32).toString('base64url');

export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** What calls are signed with: 32 bytes that only the company's key gives, so no secret lies in the database. */
export const secretOf = (
  evidence: Pick<EvidenceAccess, 'sign'>,
  what: 'bot' | 'application',
  id: string,
  generation: number,
): string => {
  const purpose = `${what} ${id} ${generation}`;
  return Buffer.from(hkdfSync('sha256', evidence.sign(`guiju bots\n${purpose}`), '', purpose, 32)).toString(
    'base64url',
  );
};

/** `v1=` and HMAC-SHA256 in hexadecimal over the parts, joined by dots. */
export const signatureOf = (secret: string, ...parts: readonly string[]): string =>
  `v1=${createHmac('sha256', secret).update(parts.join('.')).digest('hex')}`;

/** Whether two texts are the same, in a time that doesn't tell where they differ. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other));
