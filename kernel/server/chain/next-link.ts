import { hashAlgorithm } from './algorithms.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';

export interface Link {
  readonly number: number;
  readonly previous: Buffer;
  readonly commitment: Buffer;
  readonly algorithm: string;
  readonly hash: Buffer;
}

/** The `previous` of a chain's first link: bound to the chain's name, so that one chain can't be passed off as another. */
export function firstHash(chain: string, algorithm = 'sha-256'): Buffer {
  return hashAlgorithm(algorithm).digest(canonicalJson({ chain, purpose: 'guiju evidence chain 1' }));
}

/**
 * The link that joins a commitment to the link before it. Pure, for whoever keeps a chain in a table of their own.
 * `number` counts from 1; `facts` is further JSON that the hash covers (the company's chain puts ids and time there).
 */
export function nextLink(
  previous: Uint8Array,
  commitment: Uint8Array,
  number: number,
  facts: JsonValue = {},
  algorithm = 'sha-256',
): Link {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError('Links are numbered from 1');
  const covered = canonicalJson({
    algorithm,
    commitment: Buffer.from(commitment).toString('hex'),
    facts,
    number,
    previous: Buffer.from(previous).toString('hex'),
    purpose: 'guiju evidence link 1',
  });
  return {
    number,
    previous: Buffer.from(previous),
    commitment: Buffer.from(commitment),
    algorithm,
    hash: hashAlgorithm(algorithm).digest(covered),
  };
}
