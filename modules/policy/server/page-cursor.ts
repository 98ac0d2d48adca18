import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';

const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** Where the next page begins: an instant and an id, as text for the caller. */
export function writeCursor(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** The place that a page before gave, or nothing for the first page; refuses anything else. */
export function readCursor(cursor: string | undefined): readonly [string, string] | undefined {
  if (cursor === undefined) return undefined;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const problem = { path: 'cursor', message: 'cursor' };
    throw refuse(invalidInput, { where: 'cursor', what: 'cursor', problems: [problem] });
  }
}
