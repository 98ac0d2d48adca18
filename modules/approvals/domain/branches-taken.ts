import { type ExpressionType, type ExpressionValue, evaluateExpression } from '#kernel/expressions/expression.ts';
import type { Definition } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import { everyNode } from './flow-graph.ts';

/**
 * Which expressions of the flow are true on this form, by node, as the engine asks for them. One that can't be evaluated is
 * not true.
 */
export function branchesTaken(definition: Definition, form: Readonly<Record<string, unknown>>): Facts['branches'] {
  const values: Record<string, ExpressionValue> = {};
  const names: Record<string, ExpressionType> = {};
  for (const [name, value] of Object.entries(form)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    values[name] = value;
    names[name] = typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
  }
  const isTrue = (when: string) => {
    try {
      return evaluateExpression(when, names, values) === true;
    } catch {
      return false;
    }
  };
  const taken: Facts['branches'] = {};
  for (const node of everyNode(definition.nodes)) {
    if (node.kind === 'condition' || node.kind === 'inclusive') {
      taken[`${node.id}:branches`] = node.branches.filter(({ when }) => isTrue(when)).map(({ id }) => id);
    } else if (node.kind === 'goto' && node.when !== undefined) {
      taken[`${node.id}:branches`] = isTrue(node.when) ? [node.id] : [];
    }
  }
  return taken;
}
