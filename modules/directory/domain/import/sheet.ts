/** One row of a table as the file has it: its number as Excel shows it, and the text of its cells from column A on. */
export type SheetRow = { readonly number: number; readonly cells: readonly string[] };

/** Something about a cell that its text doesn't show. `column` counts from 0. */
export type CellMark = {
  readonly row: number;
  readonly column: number;
  readonly kind: 'formula' | 'error' | 'precision';
};

/** A table read from a file. Rows without any text are left out; the others keep their numbers. */
export type Sheet = {
  readonly format: 'xlsx' | 'csv';
  /** Name of the sheet in an .xlsx; empty for .csv. */
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly marks: readonly CellMark[];
};

/** 0 → A, 25 → Z, 26 → AA: the letters over the columns in Excel. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
