import type {
  CellField,
  DesignField,
  FieldAccess,
  FieldPermissions,
  FormDesign,
  TableField,
} from '../../contract/form-design.ts';
import { type FormValues, isEmptyValue, type TableRow } from '../../contract/form-values.ts';

/** What may be done with a field, or with a column of a table (`items.price`). */
export function accessTo(
  permissions: FieldPermissions,
  field: string,
  column?: string,
  usual: FieldAccess = 'read',
): FieldAccess {
  const own = column === undefined ? undefined : permissions[`${field}.${column}`];
  const whole = permissions[field] ?? usual;
  // Nobody is shown a column of a table that is hidden, nor changes one of a table that he only reads by naming its whole.
  return whole === 'hidden' ? 'hidden' : (own ?? whole);
}

/** Whether an expression says what stands in a field, so that nobody fills it in. */
export const isComputed = (field: DesignField): boolean =>
  field.kind === 'formula' || (field.kind !== 'note' && field.rules.compute !== undefined);

/**
 * What comes of a change by somebody with these permissions: his values where he may edit, `before` everywhere else.
 * `denied` names what he changed without the right to; what he left out isn't a change of it, nor is what is computed. Where a column of a table may
 * not be edited, its rows stay in number and order. `usual`: what holds for fields that aren't named.
 */
export function applyPermissions(
  design: FormDesign,
  permissions: FieldPermissions,
  before: FormValues,
  incoming: FormValues,
  usual: FieldAccess = 'read',
): { readonly values: FormValues; readonly denied: readonly string[] } {
  const denied: string[] = [];
  const values: Record<string, unknown> = {};
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    const { name } = field;
    const value = field.kind === 'table' ? table(field) : single(field);
    if (!isEmptyValue(value)) values[name] = value;
  }
  return { values, denied };

  function single(field: DesignField): unknown {
    const { name } = field;
    if (isComputed(field)) return before[name];
    if (accessTo(permissions, name, undefined, usual) === 'edit') return incoming[name];
    if (name in incoming && !sameValue(incoming[name], before[name])) denied.push(name);
    return before[name];
  }

  function table(field: TableField): unknown {
    const { name, columns } = field;
    const mayEdit = (column: CellField) => accessTo(permissions, name, column.name, usual) === 'edit';
    const own = accessTo(permissions, name, undefined, usual);
    if (own === 'edit' && columns.every((column) => isComputed(column) || mayEdit(column))) return incoming[name];
    const rowsBefore = rowsOf(before[name]);
    if (!(name in incoming)) return before[name];
    const rowsNow = rowsOf(incoming[name]);
    if (rowsNow.length !== rowsBefore.length) {
      denied.push(name);
      return before[name];
    }
    return rowsBefore.map((row, index) => {
      const now = rowsNow[index] ?? {};
      const merged: Record<string, unknown> = {};
      for (const column of columns) {
        const isEdited = mayEdit(column);
        if (!isEdited && !isComputed(column) && column.name in now && !sameValue(now[column.name], row[column.name])) {
          denied.push(`${name}.${index}.${column.name}`);
        }
        const value = isEdited ? now[column.name] : row[column.name];
        if (!isEmptyValue(value)) merged[column.name] = value;
      }
      return merged;
    });
  }
}

/** Values without what somebody with these permissions isn't shown. */
export function withoutHidden(
  design: FormDesign,
  permissions: FieldPermissions,
  values: FormValues,
  usual: FieldAccess = 'read',
): FormValues {
  const shown: Record<string, unknown> = {};
  for (const field of design.fields) {
    const { name } = field;
    if (!(name in values) || accessTo(permissions, name, undefined, usual) === 'hidden') continue;
    if (field.kind !== 'table') {
      shown[name] = values[name];
      continue;
    }
    const columns = field.columns.filter((one) => accessTo(permissions, name, one.name, usual) !== 'hidden');
    shown[name] = rowsOf(values[name]).map((row) =>
      Object.fromEntries(columns.filter((one) => one.name in row).map((one) => [one.name, row[one.name]])),
    );
  }
  return shown;
}

const rowsOf = (value: unknown): readonly TableRow[] =>
  Array.isArray(value) ? value.map((row) => (typeof row === 'object' && row !== null ? (row as TableRow) : {})) : [];

/** Whether two values are the same, whatever the order of their parts; nothing and empty are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other || (isEmptyValue(one) && isEmptyValue(other))) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameValue((one as TableRow)[key], (other as TableRow)[key]));
}
