import { type ExpressionNames, type ExpressionValue, evaluateExpression } from '#kernel/expressions/expression.ts';
import type { FlowNode } from '../contract/definition.ts';
import type { CheckedField } from './check-definition.ts';

type Branched = Extract<FlowNode, { kind: 'condition' | 'inclusive' }>;

/** So many combinations of values are tried at most: beyond that nothing is said. */
const mostWorlds = 2_000;

/**
 * Branches that can never be taken, as far as the types and the literals tell. Where every expression only compares fields with
 * literals, trying the literals, values between and beside them, every choice and both truths, is trying everything.
 * Takes expressions that have been checked. Ids in the order of the branches, the default last.
 */
export function deadBranches(node: Branched, fields: readonly CheckedField[], names: ExpressionNames): string[] {
  const texts = node.branches.map((branch) => branch.when);
  if (!texts.every(onlyCompares)) return [];
  const used = Object.keys(names).filter((name) => texts.some((text) => mentions(text, name)));
  const values = used.map((name) => {
    const choices = fields.find((field) => field.name === name)?.choices;
    return [name, choices ?? valuesOf(names[name], texts)] as const;
  });
  if (values.reduce((count, [, those]) => count * Math.max(those.length, 1), 1) > mostWorlds) return [];

  const inOrder = node.kind === 'condition';
  const taken = new Set<string>();
  const types = Object.fromEntries(used.flatMap((name) => (names[name] ? [[name, names[name]]] : [])));
  for (const world of worldsOf(values)) {
    const trueOnes = node.branches.filter(({ when }) => isTrue(when, types, world));
    if (trueOnes.length === 0 && node.otherwise) taken.add(node.otherwise.id);
    for (const { id } of inOrder ? trueOnes.slice(0, 1) : trueOnes) taken.add(id);
  }
  const all = [...node.branches, ...(node.otherwise ? [node.otherwise] : [])];
  return all.filter((branch) => !taken.has(branch.id)).map((branch) => branch.id);
}

/** What can't be evaluated with these values is not true, as when a request is decided. */
function isTrue(when: string, types: ExpressionNames, world: Readonly<Record<string, ExpressionValue>>): boolean {
  try {
    return evaluateExpression(when, types, world) === true;
  } catch {
    return false;
  }
}

const quoted = /"(?:[^"\\]|\\.)*"/g;

/** Names, literals, comparisons, and, or, not: nothing that computes, and no call but `not`. */
function onlyCompares(text: string): boolean {
  const bare = text.replaceAll(quoted, '0').replaceAll(/(^|[=<>(,]|\band\b|\bor\b)\s*-\s*(?=\d)/g, '$1 ');
  const called = bare.replaceAll(/\b(?:not|and|or|in)\s*\(/g, '(');
  return !/[+\-*/?{}[\]]|[\p{L}\p{N}_]\s*\(/u.test(called);
}

function mentions(text: string, name: string): boolean {
  return text.replaceAll(quoted, '').includes(name);
}

/** Values that tell the literals of these texts apart. */
function valuesOf(type: ExpressionNames[string] | undefined, texts: readonly string[]): readonly ExpressionValue[] {
  if (type === 'boolean') return [true, false];
  if (type === 'text') {
    const literals = texts.flatMap((text) => text.match(quoted) ?? []).map((one) => JSON.parse(one) as string);
    return [...new Set([...literals, '\u0000'])];
  }
  const bare = texts.map((text) => text.replaceAll(quoted, ''));
  const literals = bare.flatMap((text) => text.match(/\d+(?:\.\d+)?/g) ?? []).flatMap((one) => [Number(one), -one]);
  const sorted = [...new Set(literals)].sort((a, b) => a - b);
  const between = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? value)) / 2);
  return [...new Set([...sorted, ...between, (sorted[0] ?? 0) - 1, (sorted.at(-1) ?? 0) + 1])];
}

function* worldsOf(
  values: readonly (readonly [name: string, values: readonly ExpressionValue[]])[],
): Generator<Record<string, ExpressionValue>> {
  const [first, ...rest] = values;
  if (!first) {
    yield {};
    return;
  }
  for (const world of worldsOf(rest)) for (const value of first[1]) yield { ...world, [first[0]]: value };
}
