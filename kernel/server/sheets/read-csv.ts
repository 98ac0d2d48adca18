import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet, SheetRow } from '#kernel/contract/sheet.ts';
import type { KnownHeadings } from './read-sheet.ts';
import { SheetGrid, SheetRefusal } from './sheet-grid.ts';

/** Rows in which headings are looked for. */
const BEGINNING = 50;
const separators = [',', '\t', ';', '，', '|'];

/**
 * Reads text with separators. The encoding is that of the byte order mark, else UTF-8 where the bytes are valid UTF-8, else GB18030;
 * the separator is the one that shows the most known headings. Throws `SheetRefusal`.
 */
export function readCsv(bytes: Uint8Array, known: KnownHeadings): Sheet {
  const decoded = decodeText(bytes);
  const named = /^sep=(.)\r?\n/.exec(decoded);
  const text = named ? decoded.slice(named[0].length) : decoded;
  const separator = named?.[1] ?? mostTellingSeparator(text, known);
  const grid = new SheetGrid();
  let number = 0;
  parseText(text, separator, (cells) => {
    number += 1;
    for (const [column, cell] of cells.entries()) {
      // An apostrophe in front of = + - @ is how spreadsheets are told "this is text".
      const plain = /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
      if (plain !== '') grid.put(number, column, plain);
    }
  });
  return { format: 'csv', name: '', ...grid.table() };
}

function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  throw new SheetRefusal('file.encoding');
}

function mostTellingSeparator(text: string, known: KnownHeadings): string {
  // Instructions and headings stand at the beginning.
  const beginning = text.slice(0, 200_000);
  let best = { separator: ',', headings: -1 };
  for (const separator of separators) {
    const rows: SheetRow[] = [];
    try {
      parseText(beginning, separator, (cells) => rows.push({ number: rows.length + 1, cells }), BEGINNING);
    } catch {
      // Quotes that don't match under this separator, or that were cut; what came before counts.
    }
    const headings = known(rows);
    if (headings > best.headings) best = { separator, headings };
  }
  return best.separator;
}

function parseText(text: string, separator: string, take: (cells: string[]) => void, rows?: number): void {
  try {
    parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      ...(rows === undefined ? {} : { to: rows }),
      on_record: (cells: string[]) => {
        take(cells);
        return null;
      },
    });
  } catch (fault) {
    if (fault instanceof CsvError) throw quoteRefusal(fault);
    throw fault;
  }
}

function quoteRefusal(fault: CsvError): SheetRefusal {
  const line = typeof fault.lines === 'number' ? fault.lines : 1;
  return new SheetRefusal('file.quotes', { line });
}
