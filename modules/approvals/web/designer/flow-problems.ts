import type { Definition } from '../../contract/definition.ts';
import type { CellField, FormDesign } from '../../contract/form-design.ts';
import { type CheckedField, checkDefinition, type FlowProblem } from '../../domain/check-definition.ts';
import { typesOf } from '../../domain/form/types-of.ts';
import { findLane, findNode } from './flow-tree.ts';
import { UNSET, UNSET_PROCESS } from './new-node.ts';

/** A problem as the designer shows it: at the card it is about (a node, a branch, the start), in words. */
export interface ShownProblem {
  readonly at: string;
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** A problem with the card that shows it: a branch where it is about one. */
export interface PlacedProblem extends Omit<FlowProblem, 'code'> {
  readonly code: FlowProblem['code'] | 'unset' | 'unsetProcess';
  readonly at: string;
}

const kept = new WeakMap<FormDesign, readonly CheckedField[]>();

/** What a flow may depend on of a designed form: its fields, with what each is in expressions, and the parts of those made of several. */
export function checkedFields(design: FormDesign): readonly CheckedField[] {
  const known = kept.get(design);
  if (known) return known;
  const names = typesOf(design);
  const cell = (field: CellField): CheckedField => ({
    name: field.name,
    type: field.kind,
    feel: names[field.name] ?? null,
    ...(field.kind === 'choice' && !field.multiple && { choices: field.options.map((option) => option.id) }),
  });
  const fields = design.fields.flatMap((field): CheckedField[] => {
    if (field.kind === 'note') return [];
    if (field.kind !== 'table') return [cell(field)];
    return [{ name: field.name, type: 'table', feel: null, columns: field.columns.map(cell) }];
  });
  const own = new Set(fields.map((field) => field.name));
  const parts = Object.entries(names)
    .filter(([name]) => !own.has(name))
    .map(([name, feel]): CheckedField => ({ name, type: 'part', feel }));
  const all = [...fields, ...parts];
  kept.set(design, all);
  return all;
}

/** Everything wrong with a flow on a form, at the cards that it is about. */
export function problemsOf(
  flow: Definition,
  design: FormDesign,
  kinds: readonly string[] | undefined,
): PlacedProblem[] {
  return checkDefinition(flow, checkedFields(design), kinds ? { kinds } : {}).map((problem) => {
    const { branch, place } = problem.facts;
    const laneId = [branch, place].find((id) => typeof id === 'string' && findLane(flow, id)) as string | undefined;
    const unset = problem.code === 'deadBranch' && laneId !== undefined && findLane(flow, laneId)?.lane.when === UNSET;
    const node = findNode(flow, problem.nodeId);
    return {
      ...problem,
      code: unset ? 'unset' : problem.facts.kind === UNSET_PROCESS ? 'unsetProcess' : problem.code,
      at: laneId ?? (node ? problem.nodeId : flow.start.id),
    };
  });
}
