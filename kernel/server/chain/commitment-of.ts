import { hashAlgorithm } from './algorithms.ts';

/** Length of a commitment's salt in bytes. */
export const SALT_LENGTH = 32;

/**
 * The commitment to some bytes: H(purpose, algorithm id, salt, bytes). It binds to the bytes, and without the salt
 * nobody can test a guess against it, so it may stay for ever when bytes and salt are erased (Z17).
 */
export function commitmentOf(algorithm: string, salt: Uint8Array, bytes: Uint8Array | string): Buffer {
  if (salt.length !== SALT_LENGTH) throw new RangeError(`A salt has ${SALT_LENGTH} bytes`);
  return hashAlgorithm(algorithm).digest(`guiju evidence commitment 1\0${algorithm}\0`, salt, bytes);
}
