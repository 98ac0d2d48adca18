import {
  type CellField,
  type DesignField,
  type FieldKind,
  type FormDesign,
  MOST_FIELDS,
  type TableField,
} from '../../contract/form-design.ts';
import { newFieldName } from '../../domain/form/new-field-name.ts';
import { replaceNames } from './expression-tokens.ts';
import { type FieldPlace, fieldsIn, findField, isCell, mayStand, pathOf, sizeOf, tableOf } from './form-tree.ts';

/** What an edit gives: the design, and the path of what was edited. Where it can't be done, the same design as before. */
export interface FieldEdit {
  readonly design: FormDesign;
  readonly path: string;
}

const withFields = (design: FormDesign, table: string | null, fields: readonly DesignField[]): FormDesign =>
  table === null
    ? { ...design, fields: [...fields] }
    : {
        ...design,
        fields: design.fields.map((field) =>
          field.kind === 'table' && field.name === table ? { ...field, columns: fields.filter(isCell) } : field,
        ),
      };

/** Puts a field with a name of its own at a place. */
export function insertField(design: FormDesign, place: FieldPlace, field: DesignField): FieldEdit {
  const path = pathOf(place.table, field.name);
  const fits = sizeOf(...design.fields) + sizeOf(field) <= MOST_FIELDS && mayStand(design, field, place.table);
  if (!fits) return { design, path };
  return { design: withFields(design, place.table, fieldsIn(design, place.table).toSpliced(place.at, 0, field)), path };
}

/** Takes a field out. The last column of a table stays: a table without columns is none. */
export function removeField(design: FormDesign, path: string): FormDesign {
  const found = findField(design, path);
  if (!found) return design;
  const { field, place } = found;
  if (isLastColumn(design, place)) return design;
  return forget(withFields(design, place.table, fieldsIn(design, place.table).toSpliced(place.at, 1)), place, field);
}

const isLastColumn = (design: FormDesign, { table }: FieldPlace): boolean =>
  table !== null && fieldsIn(design, table).length === 1;

/** What a field that has gone was only marked by: the sum below its column, the place where a rule is told. */
function forget(design: FormDesign, { table }: FieldPlace, { name }: DesignField): FormDesign {
  if (table !== null) {
    const owner = tableOf(design, table);
    return owner?.sums.includes(name)
      ? replaceField(design, table, { ...owner, sums: owner.sums.filter((one) => one !== name) })
      : design;
  }
  if (!design.validations.some((one) => one.at === name)) return design;
  return {
    ...design,
    validations: design.validations.map(({ at, ...others }) =>
      at === undefined || at === name ? others : { ...others, at },
    ),
  };
}

/** Changes what a field is; its name stays. */
export function replaceField(design: FormDesign, path: string, field: DesignField): FormDesign {
  const found = findField(design, path);
  if (!found || found.field === field) return design;
  const { table, at } = found.place;
  return withFields(design, table, fieldsIn(design, table).with(at, { ...field, name: found.field.name }));
}

/**
 * Moves a field to a place, counted before the move; in and out of tables too. It keeps its name, unless something there
 * has the same.
 */
export function moveField(design: FormDesign, path: string, to: FieldPlace): FieldEdit {
  const found = findField(design, path);
  if (!found || to.table === path) return { design, path };
  const { field, place } = found;
  if (place.table === to.table) {
    const at = to.at > place.at ? to.at - 1 : to.at;
    if (at === place.at) return { design, path };
    const fields = fieldsIn(design, place.table).toSpliced(place.at, 1).toSpliced(at, 0, field);
    return { design: withFields(design, place.table, fields), path };
  }
  if (isLastColumn(design, place) || !mayStand(design, field, to.table)) return { design, path };
  const without = removeField(design, path);
  // Taken out of the form before the place of its table: the table's columns are counted by themselves.
  const name = isTaken(without, to.table, field.name) ? newFieldName(design, field.kind) : field.name;
  return insertField(without, to, { ...field, name });
}

/** Whether a name means something else already where a field of that name would stand (see checkDesign). */
const isTaken = (design: FormDesign, table: string | null, name: string): boolean =>
  design.fields.some(
    (field) =>
      field.name === name ||
      (field.kind === 'table' &&
        (table === null || field.name === table) &&
        field.columns.some((column) => column.name === name)),
  );

/**
 * Puts a copy of a field at a place, under new names. What the rules in a table say of its own columns, they say in the copy
 * of the copied ones.
 */
export function pasteField(design: FormDesign, place: FieldPlace, field: DesignField): FieldEdit {
  const made: { fields: DesignField[] } = { fields: [...design.fields] };
  const nameFor = (kind: FieldKind): string => {
    const name = newFieldName(made, kind);
    made.fields = [...made.fields, { kind: 'time', name } as DesignField];
    return name;
  };
  const name = nameFor(field.kind);
  if (field.kind !== 'table') return insertField(design, place, { ...field, name });
  const renamed = new Map([
    [field.name, name],
    ...field.columns.map((column): [string, string] => [column.name, nameFor(column.kind)]),
  ]);
  const told = (text: string) =>
    replaceNames(text, (whole) => {
      const [head = '', ...parts] = whole.split('_');
      const first = renamed.get(head);
      if (first === undefined) return undefined;
      const [column = '', ...others] = parts;
      const rest = head === field.name && renamed.has(column) ? [renamed.get(column), ...others] : parts;
      return [first, ...rest].join('_');
    });
  const columns = field.columns.map((column) =>
    withExpressions({ ...column, name: renamed.get(column.name) ?? column.name }, told),
  );
  const copy: TableField = { ...field, name, columns, sums: field.sums.map((one) => renamed.get(one) ?? one) };
  return insertField(design, place, copy);
}

/** A column with each of its expressions told anew. */
function withExpressions(column: CellField, told: (text: string) => string): CellField {
  const rules = Object.fromEntries(
    Object.entries(column.rules).map(([part, text]) => [part, text === undefined ? text : told(text)]),
  );
  return column.kind === 'formula' ? { ...column, rules, formula: told(column.formula) } : { ...column, rules };
}

/** An id that no option of a list has, and none before it had. */
export function newOptionId(options: readonly { readonly id: string }[]): string {
  const numbers = options.map(({ id }) => Number(/^o(\d+)$/.exec(id)?.[1] ?? 0));
  return `o${Math.max(0, ...numbers) + 1}`;
}

/** What a line of words can't hold: control characters, and those that nobody sees. */
const invisible = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

type Option = Extract<CellField, { kind: 'leave' }>['options'][number];

/**
 * The options that a pasted list says: one a line, English behind a tab. A line that says what an option says already keeps
 * it, with its id; empty lines and repetitions are passed over, and what is beyond 500.
 */
export function optionsFromLines(text: string, before: readonly Option[]): Option[] {
  const options: Option[] = [];
  const seen = new Set<string>();
  for (const row of text.split(/\r?\n/)) {
    const [zh = '', en = ''] = row.split('\t').map((cell) => cell.replaceAll(invisible, '').trim().slice(0, 100));
    if (zh === '' || seen.has(zh) || options.length === 500) continue;
    seen.add(zh);
    const known = before.find((option) => option.words.zh === zh);
    const english = en || known?.words.en;
    options.push({
      id: known?.id ?? newOptionId([...before, ...options]),
      words: english ? { zh, en: english } : { zh },
    });
  }
  return options;
}
