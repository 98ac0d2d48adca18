import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';

/** Where the next page begins, as text for the caller. */
export function writeCursor(parts: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** What a page before gave; refuses anything else. */
export function readCursor(cursor: string): [string, string] {
  try {
    const [first, second, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof first === 'string' && /^[0-9a-f-]{36}$/.test(second) && more.length === 0) return [first, second];
  } catch {
    // Not ours: refused below.
  }
  throw refuse(invalidInput, { where: 'cursor', what: 'cursor', problems: [{ path: 'cursor', message: 'cursor' }] });
}
