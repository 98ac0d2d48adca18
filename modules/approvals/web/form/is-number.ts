import type { CellField } from '../../contract/form-design.ts';

/** Columns of numbers and amounts, which stand to the right. */
export const isNumber = (column: CellField): boolean =>
  column.kind === 'number' || column.kind === 'money' || (column.kind === 'formula' && column.gives !== 'text');
