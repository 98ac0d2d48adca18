import type { Words } from './words.ts';

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

/** Why a file can't be read as a table. `{…}` are facts. */
export const sheetFaults = {
  'file.empty': { zh: '文件是空的。', en: 'The file is empty.' },
  'file.too_big': {
    zh: '文件有 {size} MB，最多 {limit} MB。',
    en: 'The file has {size} MB; the limit is {limit} MB.',
  },
  'file.broken': {
    zh: '文件已损坏，无法读取。请重新导出或另存一份再试。',
    en: 'The file is damaged and cannot be read. Export or save it again and retry.',
  },
  'file.unzips_too_big': {
    zh: '文件解压后超过 {limit} MB，已拒绝读取。请只保留需要导入的工作表。',
    en: 'Unpacked, the file is larger than {limit} MB and was refused. Keep only the sheet to be imported.',
  },
  'file.password': {
    zh: '文件有密码保护。请在 Excel 中取消密码后另存再导入。',
    en: 'The file is protected by a password. Remove the password in Excel, save it and import it again.',
  },
  'file.old_xls': {
    zh: '这是旧的 .xls 格式。请在 Excel 或 WPS 中另存为 .xlsx 再导入。',
    en: 'This is the old .xls format. Save it as .xlsx in Excel or WPS and import that.',
  },
  'file.xlsb': {
    zh: '这是 .xlsb（二进制工作簿）格式。请另存为 .xlsx 再导入。',
    en: 'This is the .xlsb (binary workbook) format. Save it as .xlsx and import that.',
  },
  'file.not_a_sheet': {
    zh: '「{file}」不是 .xlsx 或 .csv 表格。',
    en: '“{file}” is not an .xlsx or .csv table.',
  },
  'file.encoding': {
    zh: '文件的文字既不是 UTF-8 也不是 GB18030。请另存为 .xlsx 或 UTF-8 的 .csv。',
    en: 'The text of the file is neither UTF-8 nor GB18030. Save it as .xlsx or as .csv in UTF-8.',
  },
  'file.quotes': {
    zh: '从第 {line} 行起的引号没有成对，无法分列。',
    en: 'From line {line} on, quotation marks do not match and columns cannot be told apart.',
  },
  'sheet.empty': { zh: '表格里没有内容。', en: 'The table has no content.' },
  'sheet.too_many_rows': {
    zh: '表格超过 {limit} 行，请分成几个文件。',
    en: 'The table has more than {limit} rows; split it into several files.',
  },
  'sheet.too_many_columns': {
    zh: '表格在第 {limit} 列之后还有内容。',
    en: 'The table has content beyond column number {limit}.',
  },
  'sheet.too_many_cells': {
    zh: '表格有内容的单元格超过 {limit} 个。',
    en: 'The table has more than {limit} cells with content.',
  },
} as const satisfies Record<string, Words>;
export type SheetFaultCode = keyof typeof sheetFaults;

/** A file that can't be read: why, and in which of its sheets. */
export interface SheetFault {
  readonly code: SheetFaultCode;
  readonly sheet?: string | undefined;
  readonly facts: Readonly<Record<string, string | number>>;
}
