import type { Sheet } from '#kernel/contract/sheet.ts';
import type { KnownHeadings } from './read-sheet.ts';
import { SHEET_LIMITS, SheetGrid, SheetRefusal } from './sheet-grid.ts';
import { walkXml, type XmlAttributes } from './walk-xml.ts';
import { ZipArchive } from './zip-archive.ts';

/**
 * Reads the workbook in a zip. Sizes that the archive declares are added up before anything is unpacked, and nothing is unpacked
 * beyond its declared size. Throws `SheetRefusal`.
 */
export function readXlsx(bytes: Uint8Array, fileName: string, known: KnownHeadings): Sheet {
  const archive = new ZipArchive(bytes);
  if (!archive.has('xl/workbook.xml')) {
    throw new SheetRefusal(archive.has('xl/workbook.bin') ? 'file.xlsb' : 'file.not_a_sheet', { file: fileName });
  }
  const workbook = readWorkbook(archive);
  const texts = archive.has('xl/sharedStrings.xml') ? readSharedTexts(archive.text('xl/sharedStrings.xml')) : [];
  const formats = archive.has('xl/styles.xml') ? readFormats(archive.text('xl/styles.xml')) : [];
  let first: Sheet | undefined;
  for (const { name, path } of workbook.sheets.slice(0, SHEET_LIMITS.sheets)) {
    const sheet = readWorksheet(name, archive.text(path), { texts, formats, from1904: workbook.from1904 });
    if (known(sheet.rows) > 0) return sheet;
    if (sheet.rows.length > 0) first ??= sheet;
  }
  if (first) return first;
  throw new SheetRefusal('sheet.empty');
}

const broken = () => new SheetRefusal('file.broken');

function readWorkbook(archive: ZipArchive): { from1904: boolean; sheets: { name: string; path: string }[] } {
  const targets = new Map<string, string>();
  if (archive.has('xl/_rels/workbook.xml.rels')) {
    walkXml(archive.text('xl/_rels/workbook.xml.rels'), {
      open: (name, attributes) => {
        if (name !== 'Relationship' || !attributes.Type?.endsWith('/worksheet')) return;
        const target = attributes.Target ?? '';
        targets.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
    });
  }
  let from1904 = false;
  const sheets: { name: string; path: string }[] = [];
  walkXml(archive.text('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const path = targets.get(id);
      if (path !== undefined && archive.has(path)) sheets.push({ name: attributes.name ?? '', path });
    },
  });
  return { from1904, sheets };
}

/** Excel writes characters that XML can't hold as _xHHHH_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let text = '';
  let phonetic = 0;
  let inside = false;
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inside = phonetic === 0;
    },
    text: (part) => {
      if (inside) text += part;
    },
    close: (name) => {
      if (name === 't') inside = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') texts.push(unescaped(text));
    },
  });
  return texts;
}

/** How a number is shown, as far as it changes what the reader of the file sees: as a date, or padded with zeros. */
type NumberFormat = 'date' | { readonly zeros: number } | undefined;

function readFormats(xml: string): NumberFormat[] {
  const custom = new Map<string, string>();
  const formats: NumberFormat[] = [];
  let inCellXfs = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellXfs = true;
      else if (name === 'xf' && inCellXfs) {
        const id = attributes.numFmtId ?? '0';
        formats.push(numberFormat(Number(id), custom.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellXfs = false;
    },
  });
  return formats;
}

function numberFormat(id: number, code: string | undefined): NumberFormat {
  // Built-in date formats, the East Asian ones (27 to 36, 50 to 58) among them.
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : undefined;
  const plain =
    code
      .slice(0, 255)
      .replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '')
      .split(';')[0] ?? '';
  if (/^0{2,32}$/.test(plain)) return { zeros: plain.length };
  return /[yd]/i.test(plain) ? 'date' : undefined;
}

type SheetContext = {
  readonly texts: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
};

function readWorksheet(sheetName: string, xml: string, context: SheetContext): Sheet {
  const grid = new SheetGrid(sheetName);
  const merges: string[] = [];
  let row = 0;
  let column = -1;
  let cell: XmlAttributes = {};
  let value = '';
  let inline = '';
  let formula = false;
  let inside: 'value' | 'inline' | undefined;
  let phonetic = 0;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = wholeNumber(attributes.r) ?? row + 1;
        column = -1;
      } else if (name === 'c') {
        const place = placeOf(attributes.r);
        column = place?.column ?? column + 1;
        row = place?.row ?? row;
        cell = attributes;
        value = '';
        inline = '';
        formula = false;
      } else if (name === 'v') inside = 'value';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inside = phonetic === 0 ? 'inline' : undefined;
      else if (name === 'f') formula = true;
      else if (name === 'mergeCell' && merges.length < SHEET_LIMITS.rows) merges.push(attributes.ref ?? '');
    },
    text: (part) => {
      if (inside === 'value') value += part;
      else if (inside === 'inline') inline += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inside = undefined;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'c' && (value !== '' || inline !== '' || formula)) {
        const type = cell.t ?? 'n';
        const style = context.formats[Number(cell.s ?? 0)];
        const shown = type === 'inlineStr' ? unescaped(inline) : cellText(type, value, style, context);
        grid.put(row, column, shown);
        if (formula) grid.mark(row, column, 'formula');
        if (type === 'e') grid.mark(row, column, 'error');
        else if (type === 'n' && style !== 'date' && losesDigits(shown)) grid.mark(row, column, 'precision');
      }
    },
  });
  fillMerged(grid, merges);
  return { format: 'xlsx', name: sheetName, ...grid.table() };
}

function wholeNumber(text: string | undefined): number | undefined {
  const number = Number(text ?? Number.NaN);
  return Number.isInteger(number) && number >= 1 && number <= 1_048_576 ? number : undefined;
}

function placeOf(reference: string | undefined): { row: number; column: number } | undefined {
  const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference ?? '');
  const row = wholeNumber(parts?.[2]);
  if (!parts?.[1] || row === undefined) return undefined;
  let column = 0;
  for (const letter of parts[1]) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row, column: column - 1 };
}

function cellText(type: string, value: string, format: NumberFormat, context: SheetContext): string {
  switch (type) {
    case 's':
      return context.texts[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'n':
      return format === 'date' ? dateText(Number(value), context.from1904) : numberText(value, format);
    default:
      return unescaped(value);
  }
}

/** The digits of a number as a person would write them: `1.38E10` is 13800000000. */
function numberText(value: string, format: { readonly zeros: number } | undefined): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (format && Number.isInteger(number)) return String(number).padStart(format.zeros, '0');
  return String(number);
}

/** Excel keeps 15 digits; an id or card number with more has been rounded. */
function losesDigits(text: string): boolean {
  return /^-?\d{16,}$/.test(text) || /e\+/i.test(text);
}

/** Days since 1899-12-30 (or 1904-01-01) as `YYYY-MM-DD`, with the time of day where there is one. */
function dateText(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial);
  const dayZero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const moment = new Date(dayZero + Math.round(serial * 86_400) * 1000).toISOString();
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ');
}

/** In a cell merged downwards every row shows the value of the first; sideways it would repeat notes as data. */
function fillMerged(grid: SheetGrid, merges: readonly string[]): void {
  const rows = merges.length > 0 ? grid.rowNumbers() : [];
  let work = 0;
  for (const merge of merges) {
    const [from, to] = merge.split(':').map(placeOf);
    if (!from || !to || to.row <= from.row) continue;
    const text = grid.at(from.row, from.column);
    if (text === '') continue;
    for (let index = placeAfter(rows, from.row); index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      if (row > to.row) break;
      // Honest merges don't overlap, so together they cover no more than all cells.
      work += 1;
      if (work > SHEET_LIMITS.cells) throw broken();
      if (grid.at(row, from.column) === '') grid.put(row, from.column, text);
    }
  }
}

/** Index of the first number above `limit` in an ascending list. */
function placeAfter(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
