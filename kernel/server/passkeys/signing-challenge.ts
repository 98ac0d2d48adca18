import { randomBytes } from 'node:crypto';

const randomLength = 32;

/** A challenge that nobody could know beforehand and that comes once; behind it stands the digest that is signed, if any. */
export function newChallenge(digest: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.concat([randomBytes(randomLength), digest]);
}

/** The digest that a challenge was made for; undefined where it was made to prove presence only. */
export function digestInChallenge(challenge: Buffer): Buffer | undefined {
  return challenge.length > randomLength ? challenge.subarray(randomLength) : undefined;
}
