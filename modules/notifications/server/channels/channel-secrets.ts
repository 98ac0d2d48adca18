import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { cipherAlgorithm } from '#kernel/server/chain/algorithms.ts';
import type { EvidenceAccess } from '#kernel/server/chain/evidence-access.ts';

type Keys = Pick<EvidenceAccess, 'sign'>;

/** 32 bytes that only the company's key gives for this purpose: so what opens the secrets isn't in the database. */
const derived = (keys: Keys, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', keys.sign(`guiju notifications\n${purpose}`), '', purpose, 32));

const cipherId = 'aes-256-gcm';

/** Seals a secret of a channel, tied to its channel and name. */
export function sealSecret(keys: Keys, channel: string, name: string, secret: string): string {
  const { nonce, ciphertext } = cipherAlgorithm(cipherId).seal(
    derived(keys, 'secrets'),
    Buffer.from(secret),
    `${channel} ${name}`,
  );
  return [cipherId, nonce.toString('base64url'), ciphertext.toString('base64url')].join(' ');
}

/** The secret again; throws where it was sealed for another channel or name, or by another company's key. */
export function openSecret(keys: Keys, channel: string, name: string, sealed: string): string {
  const [cipher = '', nonce = '', ciphertext = ''] = sealed.split(' ');
  return cipherAlgorithm(cipher)
    .open(
      derived(keys, 'secrets'),
      { nonce: Buffer.from(nonce, 'base64url'), ciphertext: Buffer.from(ciphertext, 'base64url') },
      `${channel} ${name}`,
    )
    .toString();
}

/** The token that a provider's receipt for a parcel comes with; the same at every try. */
export const receiptToken = (keys: Keys, parcel: string): string =>
  derived(keys, `receipt ${parcel}`).toString('base64url');

/** Whether two texts are the same, in a time that doesn't tell where they differ. */
export function isSameToken(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
