import type { CellMark, SheetFault, SheetFaultCode, SheetRow } from '#kernel/contract/sheet.ts';

/** What reading refuses, so that no file can take more than its share of memory or time. */
export const SHEET_LIMITS = {
  fileMegabytes: 20,
  unzippedMegabytes: 64,
  rows: 50_000,
  columns: 256,
  cells: 1_500_000,
  /** Excel's own limit. */
  cellCharacters: 32_767,
  /** Sheets looked at for headings. */
  sheets: 20,
} as const;

/** A file that can't be read, on its way out of the reader. */
export class SheetRefusal extends Error {
  readonly found: SheetFault;

  constructor(code: SheetFaultCode, facts: SheetFault['facts'] = {}, sheet?: string) {
    super(code);
    this.found = { code, sheet, facts };
  }
}

/** Collects cells within the limits; cells without text take no room. */
export class SheetGrid {
  private readonly rows = new Map<number, string[]>();
  private readonly marks: CellMark[] = [];
  private readonly name: string;
  private cells = 0;

  constructor(name = '') {
    this.name = name;
  }

  /** `row` from 1, `column` from 0. */
  put(row: number, column: number, text: string): void {
    const refuse = (code: SheetFaultCode, limit: number) => {
      throw new SheetRefusal(code, { limit }, this.name || undefined);
    };
    if (text === '') return;
    if (column >= SHEET_LIMITS.columns) {
      if (text.trim() === '') return;
      refuse('sheet.too_many_columns', SHEET_LIMITS.columns);
    }
    this.cells += 1;
    if (this.cells > SHEET_LIMITS.cells) refuse('sheet.too_many_cells', SHEET_LIMITS.cells);
    let cells = this.rows.get(row);
    if (cells === undefined) {
      if (this.rows.size >= SHEET_LIMITS.rows) refuse('sheet.too_many_rows', SHEET_LIMITS.rows);
      cells = [];
      this.rows.set(row, cells);
    }
    while (cells.length < column) cells.push('');
    // One character over Excel's limit is enough for the field's own limit to be told.
    cells[column] = text.length > SHEET_LIMITS.cellCharacters ? text.slice(0, SHEET_LIMITS.cellCharacters + 1) : text;
  }

  mark(row: number, column: number, kind: CellMark['kind']): void {
    // More than this nobody reads, and the cells themselves are bounded separately.
    if (this.marks.length < SHEET_LIMITS.rows) this.marks.push({ row, column, kind });
  }

  at(row: number, column: number): string {
    return this.rows.get(row)?.[column] ?? '';
  }

  /** Numbers of the rows with text, in order. */
  rowNumbers(): number[] {
    return [...this.rows.keys()].sort((one, other) => one - other);
  }

  table(): { rows: SheetRow[]; marks: CellMark[] } {
    const rows = this.rowNumbers().map((number) => ({ number, cells: this.rows.get(number) ?? [] }));
    return { rows: rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')), marks: this.marks };
  }
}
