import { columnLetter, type Sheet, type SheetRow } from '#kernel/contract/sheet.ts';
import { bothLanguages, type CellField, currencies, type TableField } from '../../contract/form-design.ts';
import { isComputed } from './apply-permissions.ts';
import { checkValue } from './check-value.ts';
import type { FormProblem } from './evaluate-form.ts';

/** What is wrong with a file of rows: where, as its reader counts, and what. */
export interface RowProblem {
  readonly row?: number;
  readonly column?: string;
  readonly heading?: string;
  readonly code:
    | FormProblem['code']
    | 'noHeadings'
    | 'headingMissing'
    | 'headingTwice'
    | 'digitsLost'
    | 'notReadable'
    | 'noRows';
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface ReadRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly RowProblem[];
  readonly leftAside: readonly string[];
}

/** Kinds that a cell of a spreadsheet can hold; the others are filled in on the form. */
const readable: ReadonlySet<CellField['kind']> = new Set([
  'text',
  'longText',
  'number',
  'money',
  'date',
  'time',
  'choice',
  'phone',
  'idNumber',
  'bankAccount',
  'rating',
  'costCentre',
  'budgetLine',
  'project',
]);

/** The columns that a file may have, in the order of the table. */
export const readableColumns = (table: TableField): readonly CellField[] =>
  table.columns.filter((column) => readable.has(column.kind) && !isComputed(column));

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[\s*:]/g, '');

function columnOf(table: TableField, heading: string): CellField | undefined {
  const wanted = plain(heading);
  if (wanted === '') return undefined;
  return readableColumns(table).find((column) => {
    const { zh, en } = bothLanguages(column.label);
    return plain(zh) === wanted || plain(en) === wanted;
  });
}

/** How many columns of the table the best of the first rows names, for the reader of files. */
export const knownHeadings = (table: TableField, rows: readonly SheetRow[]): number =>
  Math.max(0, ...rows.slice(0, 50).map((row) => headingsIn(table, row)));

const headingsIn = (table: TableField, row: SheetRow): number =>
  new Set(row.cells.map((cell) => columnOf(table, cell)?.name).filter((name) => name !== undefined)).size;

/**
 * Rows of a detail table from a file. Pure. Where there is a problem there are no rows: a file is taken whole or not at all.
 * `today`: the day at the applicant's employer.
 */
export function readRows(table: TableField, sheet: Sheet, today: string): ReadRows {
  const best = knownHeadings(table, sheet.rows);
  const at = sheet.rows.slice(0, 50).findIndex((row) => headingsIn(table, row) === best);
  const heading = sheet.rows[at];
  if (best === 0 || !heading) return { rows: [], problems: [{ code: 'noHeadings', facts: {} }], leftAside: [] };

  const problems: RowProblem[] = [];
  const columns = new Map<number, CellField>();
  const leftAside: string[] = [];
  for (const [place, cell] of heading.cells.entries()) {
    const column = columnOf(table, cell);
    if (!column) {
      if (cell.trim() !== '') leftAside.push(cell.trim().slice(0, 60));
    } else if ([...columns.values()].includes(column)) {
      problems.push({
        row: heading.number,
        column: columnLetter(place),
        heading: cell,
        code: 'headingTwice',
        facts: {},
      });
    } else columns.set(place, column);
  }
  for (const column of readableColumns(table)) {
    if (!column.required || [...columns.values()].includes(column)) continue;
    problems.push({ row: heading.number, code: 'headingMissing', facts: { name: column.label.zh } });
  }
  const lost = new Set(sheet.marks.filter(({ kind }) => kind === 'precision').map((one) => `${one.row} ${one.column}`));
  const given = sheet.rows.slice(at + 1).filter((row) => [...columns.keys()].some((place) => row.cells[place]?.trim()));
  if (given.length === 0) problems.push({ code: 'noRows', facts: {} });
  if (given.length > table.atMost) {
    problems.push({ code: 'tooManyRows', facts: { most: table.atMost, found: given.length } });
  }
  const rows = given.slice(0, table.atMost).map((row) => {
    const values: Record<string, unknown> = {};
    for (const [place, column] of columns) {
      const where = { row: row.number, column: columnLetter(place), heading: column.label.zh };
      const text = (row.cells[place] ?? '').trim();
      if (text === '') {
        if (column.required) problems.push({ ...where, code: 'required', facts: {} });
        continue;
      }
      if (lost.has(`${row.number} ${place}`)) {
        problems.push({ ...where, code: 'digitsLost', facts: {} });
        continue;
      }
      const value = valueIn(column, text);
      const checked = value === undefined ? undefined : checkValue(column, value, today);
      if (!checked) problems.push({ ...where, code: 'notReadable', facts: { text: text.slice(0, 60) } });
      else if ('value' in checked) values[column.name] = checked.value;
      else problems.push({ ...where, code: checked.code, facts: checked.facts });
    }
    return values;
  });
  return { rows: problems.length > 0 ? [] : rows, problems, leftAside };
}

/** What the text of a cell means in a column; nothing where it means nothing. */
function valueIn(column: CellField, text: string): unknown {
  switch (column.kind) {
    case 'number':
    case 'rating':
      return numberIn(text);
    case 'money': {
      const digits = currencies[column.currency];
      const number = numberIn(text.replace(/^[¥￥$€£]|元$/g, ''));
      if (number === undefined) return undefined;
      const minor = Number((number * 10 ** digits).toPrecision(15));
      return Number.isInteger(minor) ? minor : undefined;
    }
    case 'date':
      return dateIn(text);
    case 'time': {
      const clock = /^(?:\d{4}-\d{2}-\d{2} )?(\d{1,2})[:：](\d{2})(?::\d{2})?$/.exec(text);
      return clock ? `${clock[1]?.padStart(2, '0')}:${clock[2]}` : undefined;
    }
    case 'choice': {
      const ids = (column.multiple ? text.split(/[、,，;；\n]/) : [text])
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .map((one) => optionOf(column.options, one));
      if (ids.length === 0 || ids.includes(undefined)) return undefined;
      return column.multiple ? ids : ids[0];
    }
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return column.options.length === 0 ? text : optionOf(column.options, text);
    default:
      return text;
  }
}

const optionOf = (options: readonly { id: string; words: { zh: string; en?: string | undefined } }[], text: string) =>
  options.find(({ id, words }) => words.zh === text || words.en === text || id === text)?.id;

/** A number as people write it: with spaces, separators of thousands, full-width digits, a sign. */
function numberIn(text: string): number | undefined {
  const written = text.normalize('NFKC').replaceAll(/\s/g, '');
  if (!/^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(written)) return undefined;
  return Number(written.replaceAll(',', ''));
}

function dateIn(text: string): string | undefined {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00)?$/.exec(text.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : undefined;
}
