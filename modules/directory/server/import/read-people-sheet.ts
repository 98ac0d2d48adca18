import type { Sheet } from '#kernel/contract/sheet.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { findHeadings } from '../../domain/import/headings.ts';
import { type Problem, problem } from '../../domain/import/problems.ts';

/** Reads a file as the table of an address book; a result with a `code` is a problem (see `readSheet`). */
export function readPeopleSheet(bytes: Uint8Array, fileName: string): Sheet | Problem {
  const read = readSheet(bytes, fileName, (rows) => findHeadings(rows)?.columns.size ?? 0);
  return 'code' in read ? problem(read.code, { sheet: read.sheet }, read.facts) : read;
}
