import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';

/** Where the next page begins, as text for the caller. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a cursor that a page before gave; refuses anything else. */
export function readCursor(cursor: string, parts: number): string[] {
  const problem = { where: 'cursor', what: 'cursor', problems: [{ path: 'cursor', message: 'cursor' }] };
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refuse(invalidInput, problem);
  }
  if (!Array.isArray(read) || read.length !== parts || !read.every((part) => typeof part === 'string')) {
    throw refuse(invalidInput, problem);
  }
  return read;
}
