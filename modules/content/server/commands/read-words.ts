import { refuse } from '#kernel/contract/failure.ts';
import { line } from '#kernel/contract/shapes.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { noWords } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { mostWords } from '../../contract/rule.ts';
import type { ContentTables } from '../content-tables.ts';

const headings = new Set(['词', '网址', 'Word', 'Host']);
const word = line(50);

export const readWords = handle<ContentTables>()(contract.readWords, async (context) => {
  const sheet = readSheet(context.file.bytes, context.file.name, (rows) =>
    headings.has(rows[0]?.cells[0]?.trim() ?? '') ? 1 : 0,
  );
  if ('code' in sheet) throw refuse(noWords, { most: mostWords });
  const cells = sheet.rows
    .map((row) => row.cells[0]?.trim() ?? '')
    .filter((cell) => cell !== '' && !headings.has(cell));
  const words = [...new Set(cells.flatMap((cell) => word.safeParse(cell).data ?? []))];
  if (words.length === 0 || words.length > mostWords) throw refuse(noWords, { most: mostWords });
  return { words, leftAside: cells.length - words.length };
});
