import type { Definition } from '../../contract/definition.ts';
import type { DesignField, FormDesign } from '../../contract/form-design.ts';
import { namesOf, tableNames } from '../../domain/form/types-of.ts';
import { namesInText } from './expression-tokens.ts';
import { lanesOf, nodesWithin } from './flow-tree.ts';
import { findField, pathOf, tableOf } from './form-tree.ts';

/** Where a field is used: by a rule of another field, a rule of the whole form, a sum, a pattern, a place in the flow. */
export type FieldUse =
  | { readonly in: 'field'; readonly at: string; readonly part: string }
  | { readonly in: 'validation'; readonly index: number }
  | { readonly in: 'sum'; readonly at: string }
  | { readonly in: 'title' | 'summary' }
  | { readonly in: 'flow'; readonly at: string };

/** Everything that would miss a field if it were taken out. `flow`: the one that goes with the form. */
export function usesOf(design: FormDesign, path: string, flow?: Definition): FieldUse[] {
  const found = findField(design, path);
  if (!found) return [];
  const { field, place } = found;
  const owned = ownedNames(design, field, place.table);
  const uses: FieldUse[] = [];
  const mentions = (text: string | undefined, names: ReadonlySet<string>) =>
    text !== undefined && [...namesInText(text)].some((name) => names.has(name));
  const look = (other: DesignField, table: string | null) => {
    const at = pathOf(table, other.name);
    if (at === path || (field.kind === 'table' && table === field.name)) return;
    const names = table !== null && table === place.table ? new Set([...owned.form, ...owned.row]) : owned.form;
    for (const [part, text] of Object.entries(other.rules)) {
      if (mentions(text, names)) uses.push({ in: 'field', at, part: `rules.${part}` });
    }
    if (other.kind === 'formula' && mentions(other.formula, names)) uses.push({ in: 'field', at, part: 'formula' });
  };
  for (const other of design.fields) {
    look(other, null);
    if (other.kind === 'table') for (const column of other.columns) look(column, other.name);
  }
  if (place.table !== null && tableOf(design, place.table)?.sums.includes(field.name)) {
    uses.push({ in: 'sum', at: place.table });
  }
  for (const [index, { holds, at }] of design.validations.entries()) {
    if (mentions(holds, owned.form) || (place.table === null && at === field.name))
      uses.push({ in: 'validation', index });
  }
  for (const part of ['title', 'summary'] as const) {
    const text = `${design[part]?.zh ?? ''} ${design[part]?.en ?? ''}`;
    if ([...text.matchAll(/\{(\w+)\}/g)].some(([, name = '']) => owned.form.has(name))) uses.push({ in: part });
  }
  if (flow) uses.push(...usesInFlow(flow, path, owned.form).map((at) => ({ in: 'flow', at }) as const));
  return uses;
}

/** The names by which expressions know a field: everywhere, and those that only the rows of its own table know. */
function ownedNames(design: FormDesign, field: DesignField, table: string | null) {
  if (field.kind === 'note') return { form: new Set<string>(), row: new Set<string>() };
  if (field.kind === 'table') return { form: new Set(Object.keys(tableNames(field))), row: new Set<string>() };
  const own = Object.keys(namesOf(field));
  if (table === null) return { form: new Set(own), row: new Set<string>() };
  const owner = tableOf(design, table);
  const sums = new Set(owner ? Object.keys(tableNames({ ...owner, columns: [field] })) : []);
  sums.delete(`${table}_count`);
  return { form: sums, row: new Set(own) };
}

/** Keys of a node whose texts are FEEL, by themselves or as the values of a record. */
const expressionKeys = new Set(['when', 'expression', 'form', 'input']);
/** Keys of a node whose text is the path of a field. */
const fieldKeys = new Set([
  'field',
  'table',
  'untilField',
  'effectiveDateField',
  'amount',
  'payee',
  'project',
  'budgetLine',
]);
/** What isn't of the node itself, or is no reference. */
const passedOver = new Set(['name', 'nodes', 'branches', 'otherwise']);

/** Ids of the nodes and branches of a flow that ask for a field. */
function usesInFlow(flow: Definition, path: string, names: ReadonlySet<string>): string[] {
  const isIt = (text: string) => text === path || text.startsWith(`${path}.`);
  const asks = (thing: unknown, key: string, isExpression: boolean): boolean => {
    if (typeof thing === 'string') {
      return isExpression ? [...namesInText(thing)].some((name) => names.has(name)) : fieldKeys.has(key) && isIt(thing);
    }
    if (typeof thing !== 'object' || thing === null) return false;
    return Object.entries(thing).some(
      ([inner, value]) =>
        !passedOver.has(inner) &&
        ((key === 'fields' && isIt(inner)) || asks(value, inner, isExpression || expressionKeys.has(inner))),
    );
  };
  const { start, nodes, ...settings } = flow;
  const ids = asks(start, 'start', false) || asks(settings, '', false) ? [start.id] : [];
  for (const { node } of nodesWithin(nodes)) {
    if (asks(node, '', false)) ids.push(node.id);
    for (const lane of lanesOf(node)) if (asks({ when: lane.when }, '', false)) ids.push(lane.id);
  }
  return ids;
}
