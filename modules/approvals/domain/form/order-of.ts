import { compileExpression } from '#kernel/expressions/compile-expression.ts';
import type { CellField, DesignField, FormDesign, TableField } from '../../contract/form-design.ts';
import { namesOf, rowTypesOf, tableNames, typesOf } from './types-of.ts';

/** One thing to be worked out: a field, a table (is it there, how many rows), or a column in all rows. */
export type FormPart =
  | { readonly at: string; readonly field: Exclude<DesignField, TableField>; readonly table?: undefined }
  | { readonly at: string; readonly field: TableField; readonly table?: undefined }
  | { readonly at: string; readonly field: CellField; readonly table: TableField };

/** Every part of a form in an order in which each comes after what it uses, and those that use one another in a circle. */
export interface FormOrder {
  readonly parts: readonly FormPart[];
  readonly circle: readonly string[];
}

const kept = new WeakMap<FormDesign, FormOrder>();

/** In which order a form is worked out. Parts of a circle come last. Kept by design. */
export function orderOf(design: FormDesign): FormOrder {
  const known = kept.get(design);
  if (known) return known;
  const order = sorted(design);
  kept.set(design, order);
  return order;
}

/** The expressions that the value of a part comes from: when it is there, and what it is. */
export function expressionsOf(field: DesignField): readonly string[] {
  const { show } = field.rules;
  const compute = 'compute' in field.rules ? field.rules.compute : undefined;
  return [show, compute, field.kind === 'formula' ? field.formula : undefined].filter((text) => text !== undefined);
}

function sorted(design: FormDesign): FormOrder {
  const parts: FormPart[] = design.fields.flatMap((field): FormPart[] =>
    field.kind === 'table'
      ? [
          { at: field.name, field },
          ...field.columns.map((column) => ({ at: `${field.name}.${column.name}`, field: column, table: field })),
        ]
      : [{ at: field.name, field }],
  );
  const ownerOf = new Map<string, string>();
  const ownerInRow = new Map<string, Map<string, string>>();
  for (const { at, field, table } of parts) {
    if (field.kind === 'note') continue;
    if (field.kind === 'table') ownerOf.set(`${at}_count`, at);
    else if (!table) for (const name of Object.keys(namesOf(field))) ownerOf.set(name, at);
    else {
      const row = ownerInRow.get(table.name) ?? new Map<string, string>();
      ownerInRow.set(table.name, row);
      for (const name of Object.keys(namesOf(field))) {
        row.set(name, at);
        if (Object.hasOwn(tableNames(table), `${table.name}_${name}_sum`)) ownerOf.set(`${table.name}_${name}_sum`, at);
      }
    }
  }
  const needs = new Map(
    parts.map(({ at, field, table }) => {
      const names = table ? rowTypesOf(design, table.name) : typesOf(design);
      const used = expressionsOf(field).flatMap((text) => {
        const compiled = compileExpression(text, names);
        return 'uses' in compiled ? compiled.uses : [];
      });
      const owners = used.map((name) => (table && ownerInRow.get(table.name)?.get(name)) || ownerOf.get(name));
      return [at, new Set([...owners, table?.name].filter((one) => one !== undefined))] as const;
    }),
  );
  const order: FormPart[] = [];
  const done = new Set<string>();
  let waiting = parts;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ at }) => [...(needs.get(at) ?? [])].every((need) => done.has(need)));
    if (ready.length === 0) break;
    for (const part of ready) done.add(part.at);
    order.push(...ready);
    waiting = waiting.filter(({ at }) => !done.has(at));
  }
  return { parts: [...order, ...waiting], circle: circleOf(waiting, needs) };
}

/** Of the parts that couldn't be put in order, one circle: each uses the next, the last the first. */
function circleOf(waiting: readonly FormPart[], needs: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const left = new Set(waiting.map((part) => part.at));
  const path: string[] = [];
  let at = waiting[0]?.at;
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = [...(needs.get(at) ?? [])].find((need) => left.has(need));
  }
  return at === undefined ? [] : path.slice(path.indexOf(at));
}
