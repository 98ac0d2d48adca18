import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

const pool = new Uint8Array(4096);
let used = pool.length;

/**
 * Makes uuid v7 ids: 48 bits of milliseconds of the kernel clock, a 12-bit counter that keeps ids of one process in the
 * order they were made, 62 random bits.
 */
export function makeNewId(clock: Clock): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const ms = clock.nowMs();
    if (ms > last) {
      last = ms;
      counter = 0;
    } else {
      counter += 1;
      if (counter > 0xfff) {
        last += 1;
        counter = 0;
      }
    }
    if (used + 8 > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const random = Buffer.from(pool.buffer, used, 8);
    used += 8;
    const variant = (0x80 | ((random[0] ?? 0) & 0x3f)).toString(16).padStart(2, '0');
    const time = last.toString(16).padStart(12, '0');
    const tail = variant + random.toString('hex', 1);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}
