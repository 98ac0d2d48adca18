import type { DesignField, TableField } from '../../contract/form-design.ts';
import type { TableRow } from '../../contract/form-values.ts';
import type { FormField } from '../../contract/process-kind.ts';
import type { RequestView } from '../../contract/request.ts';
import { maskValue } from './mask-value.ts';

type Shown = RequestView['fields'][number];

/** A field that is there only under a condition and holds nothing was never shown to who filled the form in. */
export const isThere = (field: FormField, value: unknown): boolean =>
  value !== undefined || field.design?.rules.show === undefined;

/** A table without the columns that are hidden from a reader; any other field as it is. */
export function withoutColumns(field: FormField, isHidden: (field: string, column: string) => boolean): FormField {
  const { design } = field;
  if (design?.kind !== 'table') return field;
  const columns = design.columns.filter((column) => !isHidden(design.name, column.name));
  return columns.length === design.columns.length ? field : { ...field, design: { ...design, columns } };
}

/**
 * A field as a reader is shown it. Sensitive values of a designed form are masked for everybody, and shown one by one, each look
 * logged (Z9). `seesAll`: the reader needs the sensitive fields; from others they are hidden.
 */
export function shownField(field: FormField, value: unknown, seesAll: boolean): Shown {
  const { name, label, type, design } = field;
  if (field.sensitive && !seesAll) return { name, label, type, hidden: true };
  if (design && design.kind !== 'note')
    return { name, label, type, hidden: false, ...designed(design, value, seesAll) };
  const words = typeof value === 'string' ? field.choices?.[value] : undefined;
  return { name, label, type, hidden: false, ...(value !== undefined && { value }), ...(words && { words }) };
}

function designed(
  design: Exclude<DesignField, { kind: 'note' }>,
  value: unknown,
  seesAll: boolean,
): Pick<Shown, 'design' | 'value' | 'masked'> {
  // What it does while it is filled in is no part of what a reader is shown.
  const shape = { ...design, rules: {} };
  if (design.kind === 'table') return table({ ...design, rules: {} }, value, seesAll);
  if (value === undefined) return { design: shape };
  return design.sensitive ? { design: shape, value: maskValue(design, value), masked: true } : { design: shape, value };
}

function table(design: TableField, value: unknown, seesAll: boolean): Pick<Shown, 'design' | 'value' | 'masked'> {
  const isSensitive = (column: { readonly sensitive: boolean }) => design.sensitive || column.sensitive;
  const columns = design.columns
    .filter((column) => seesAll || !isSensitive(column))
    .map((column) => ({ ...column, rules: {} }));
  const shape = { ...design, columns, sums: design.sums.filter((sum) => columns.some((one) => one.name === sum)) };
  if (!Array.isArray(value)) return { design: shape };
  const rows = (value as TableRow[]).map((row) =>
    Object.fromEntries(
      columns
        .filter((column) => row[column.name] !== undefined)
        .map((column) => [column.name, isSensitive(column) ? maskValue(column, row[column.name]) : row[column.name]]),
    ),
  );
  return { design: shape, value: rows, ...(columns.some(isSensitive) && { masked: true }) };
}
