import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';

/** Where a page ended: the columns that it is ordered by, of its last row. */
export type PageKey = readonly [at: string, requestId: string, slotId: string];

export const pageCursor = (key: PageKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor that a page gave; `undefined` on the first page. Refuses one that no page gave. */
export function readPageCursor(cursor: string | undefined): PageKey | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [at, requestId, slotId] = key;
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(requestId);
    if (Temporal.Instant.from(at) && isId && typeof slotId === 'string') return [at, requestId, slotId];
  } catch {
    // Not ours.
  }
  throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: '' }] });
}

/** The rows of a page from one more than asked for, and the cursor of the next. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => PageKey,
  shown: (row: R) => T,
): { rows: T[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page.map(shown), ...(rows.length > limit && last ? { next: pageCursor(key(last)) } : {}) };
}
