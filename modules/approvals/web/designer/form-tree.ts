import type { CellField, DesignField, FormDesign, TableField } from '../../contract/form-design.ts';

/** Where a field stands, or would: in the form (`null`) or among the columns of a table. */
export interface FieldPlace {
  readonly table: string | null;
  readonly at: number;
}

/** Most columns of one table. */
const MOST_COLUMNS = 50;

/** A field by its path: `amount`, or `items.price` for a column. */
export const pathOf = (table: string | null, name: string): string => (table === null ? name : `${table}.${name}`);

export const tableOf = (design: FormDesign, name: string | null): TableField | undefined =>
  design.fields.find((field): field is TableField => field.kind === 'table' && field.name === name);

/** What stands in the form or in one of its tables, in its order. */
export const fieldsIn = (design: FormDesign, table: string | null): readonly DesignField[] =>
  table === null ? design.fields : (tableOf(design, table)?.columns ?? []);

/** A field or column, and where it stands. */
export function findField(
  design: FormDesign,
  path: string,
): { readonly field: DesignField; readonly place: FieldPlace } | undefined {
  const [first = '', column] = path.split('.');
  const table = column === undefined ? null : first;
  const name = column ?? first;
  const at = fieldsIn(design, table).findIndex((field) => field.name === name);
  const field = fieldsIn(design, table)[at];
  return field && { field, place: { table, at } };
}

/** Paths of everything in a form, in the order in which it is read. */
export const pathsOf = (design: FormDesign): string[] =>
  design.fields.flatMap((field) => [
    field.name,
    ...(field.kind === 'table' ? field.columns.map((column) => pathOf(field.name, column.name)) : []),
  ]);

/** How many fields something counts for, columns included. */
export const sizeOf = (...fields: readonly DesignField[]): number =>
  fields.reduce((sum, field) => sum + 1 + (field.kind === 'table' ? field.columns.length : 0), 0);

/** Whether a field may stand at a place: no table and no note in a table, and no more columns than it may have. */
export function mayStand(design: FormDesign, field: Pick<DesignField, 'kind'>, table: string | null): boolean {
  if (table === null) return true;
  const columns = tableOf(design, table)?.columns;
  return columns !== undefined && isCell(field) && columns.length < MOST_COLUMNS;
}

export const isCell = (field: Pick<DesignField, 'kind'>): field is CellField =>
  field.kind !== 'table' && field.kind !== 'note';

/** The place right after a field; the end of the form where there is none. */
export function placeAfterField(design: FormDesign, path: string | undefined): FieldPlace {
  const place = path === undefined ? undefined : findField(design, path)?.place;
  return place ? { ...place, at: place.at + 1 } : { table: null, at: design.fields.length };
}

/** One step up (-1) or down (1) among its neighbours; nothing at either end. Counted before the move. */
export function placeNext(design: FormDesign, path: string, by: -1 | 1): FieldPlace | undefined {
  const place = findField(design, path)?.place;
  if (!place) return undefined;
  const at = by === -1 ? place.at - 1 : place.at + 2;
  return at < 0 || at > fieldsIn(design, place.table).length ? undefined : { ...place, at };
}

/** Into the table beside a field (1), or out of its table (-1); nothing where there is none. */
export function placeInward(design: FormDesign, path: string, by: -1 | 1): FieldPlace | undefined {
  const found = findField(design, path);
  if (!found) return undefined;
  const { field, place } = found;
  if (place.table !== null) {
    const table = findField(design, place.table)?.place;
    return by === -1 && table ? { table: null, at: table.at + 1 } : undefined;
  }
  if (by === -1) return undefined;
  const [before, after] = [design.fields[place.at - 1], design.fields[place.at + 1]];
  const table = before?.kind === 'table' ? before : after?.kind === 'table' ? after : undefined;
  if (!table || !mayStand(design, field, table.name)) return undefined;
  return { table: table.name, at: table === before ? table.columns.length : 0 };
}

/** The field before (-1) or after (1) one, columns included. */
export function neighbourOf(design: FormDesign, path: string, by: -1 | 1): string | undefined {
  const paths = pathsOf(design);
  const at = paths.indexOf(path);
  return at === -1 ? undefined : paths[at + by];
}
