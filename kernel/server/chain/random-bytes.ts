import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8_192);
let used = pool.length;

/** Random bytes, at most a thousand, of the system's generator: asked for some thousands at a time. Each is given out once. */
export function randomBytes(length: number): Buffer {
  if (length > 1_000) throw new RangeError('too many random bytes at once');
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + length));
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}
