import { hashAlgorithm } from './algorithms.ts';
import { canonicalJson } from './canonical-json.ts';

/** A hash together with the id of the function that made it. */
export interface Digest {
  readonly algorithm: string;
  readonly hash: Buffer;
}

/**
 * The digest of a JSON value's canonical bytes, e.g. of exactly the view that a signer had (Z20).
 * Throws `NotJson` for what JSON can't hold. A digest of guessable content isn't a secret: that is what commitments are for.
 */
export function digestOf(value: unknown, algorithm = 'sha-256'): Digest {
  return { algorithm, hash: hashAlgorithm(algorithm).digest(canonicalJson(value)) };
}
