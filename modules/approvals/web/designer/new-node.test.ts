import { describe, expect, it } from 'vitest';
import { checkExpression } from '#kernel/expressions/expression.ts';
import { type Definition, definition, type FlowNode } from '../../contract/definition.ts';
import {
  type DesignField,
  type FieldKind,
  type FormDesign,
  formDesign,
  formField,
} from '../../contract/form-design.ts';
import { typesOf } from '../../domain/form/types-of.ts';
import { askedFields } from './condition-fields.ts';
import { type ConditionRow, feelOf, operatorsOf, rowsOf } from './condition-words.ts';
import { insertNode, lostTargets, removeNode } from './flow-edit.ts';
import { checkedFields, problemsOf } from './flow-problems.ts';
import { findLane, lanesOf } from './flow-tree.ts';
import { newNode, type Surroundings, UNSET } from './new-node.ts';
import { paletteKinds } from './node-kinds.ts';

const label = { zh: '字段' };
const options = [{ id: 'a', words: { zh: '甲' } }];
const numbering = { prefix: 'T', date: 'none', reset: 'never', digits: 4, employers: [] };

/** One field of every kind, named after its kind, and one that takes several. */
const fields: DesignField[] = formField.options.flatMap(({ shape }) => {
  const kind: FieldKind = shape.kind.value;
  const more = {
    note: { text: { zh: '说明' } },
    formula: { formula: '1' },
    table: {
      columns: [
        { kind: 'money', name: 'cost', label },
        { kind: 'leave', name: 'rest', label, options },
      ],
    },
  }[kind as 'note'];
  const made = (name: string, part: object) => formField.parse({ kind, name, label, options, ...more, ...part });
  return [
    made(kind, {}),
    ...(['choice', 'person', 'department'].includes(kind) ? [made(`${kind}s`, { multiple: true })] : []),
  ];
});
const everything: FormDesign = formDesign.parse({ fields, numbering });

const start: Definition = definition.parse({
  start: { kind: 'start', id: 'start', name: 'start' },
  nodes: [],
});
const around = (flow: Definition): Surroundings => ({
  flow,
  names: { kind: (kind) => kind, branch: (number) => `branch ${number}`, otherwise: 'otherwise' },
  call: { kind: 'operation', operation: 'leave.giveBack' },
});
const made = (kind: FlowNode['kind'], flow: Definition): FlowNode => {
  const node = newNode(kind, around(flow));
  if (!node) throw new Error(`no ${kind}`);
  return node;
};

describe('a new node', () => {
  it.each(paletteKinds)(
    '%s is whole: the contract takes it as it is, and nothing is wrong but what is to be chosen or written',
    (kind) => {
      const first = insertNode(start, { lane: null, at: 0 }, made('approve', start));
      const flow = insertNode(first, { lane: null, at: kind === 'goto' ? 0 : 1 }, made(kind, first));
      expect(definition.parse(flow)).toEqual(flow);
      const problems = problemsOf(flow, everything, ['leave.leave']);
      const unset = flow.nodes.flatMap(lanesOf).filter((lane) => lane.when === UNSET);
      const processes = flow.nodes.filter((node) => node.kind === 'subProcess');
      expect(problems.map(({ code, at }) => [code, at])).toEqual([
        ...unset.map((lane) => ['unset', lane.id]),
        ...processes.map((node) => ['unsetProcess', node.id]),
      ]);
    },
  );

  it('is not made where there is nothing that it could be about', () => {
    expect(newNode('call', { ...around(start), call: undefined })).toBeUndefined();
  });
});

describe('what conditions can ask about', () => {
  it('is known to expressions by the same names and types, for every kind of field', () => {
    const names = typesOf(everything);
    const asked = askedFields(everything);
    expect(asked.length).toBeGreaterThan(30);
    for (const field of asked) {
      const type = field.type === 'number' || field.type === 'money' ? 'number' : 'text';
      expect([field.name, names[field.name]]).toEqual([field.name, type]);
    }
  });

  it('gives expressions that are sound, whatever is asked of whatever field', () => {
    const asked = askedFields(everything);
    for (const field of asked) {
      for (const operator of operatorsOf(field.type)) {
        const value =
          field.type === 'number' || field.type === 'money' ? 3 : field.type === 'date' ? '2026-01-31' : 'a';
        const rows: ConditionRow[][] = [[{ field: field.name, operator, values: [value] }]];
        const feel = feelOf(rows, asked) ?? '';
        expect([feel, checkExpression(feel, typesOf(everything), 'boolean')]).toEqual([feel, []]);
        expect(rowsOf(feel, asked)).toEqual(rows);
      }
    }
  });
});

describe('problems', () => {
  const flow = insertNode(start, { lane: null, at: 0 }, made('condition', start));
  const [split] = flow.nodes;
  const [branch] = split ? lanesOf(split) : [];

  it('are told at the branch that they are about', () => {
    const wrong = (when: string) => {
      const changed = definition.parse(
        JSON.parse(JSON.stringify(flow).replace(JSON.stringify(UNSET), JSON.stringify(when))),
      );
      return problemsOf(changed, everything, undefined).map(({ code, at }) => [code, at]);
    };
    const nobody = ['nobodyDecides', 'start'];
    expect(wrong('money > "3"')).toEqual([['badExpression', branch?.id], nobody]);
    expect(wrong('money > 3 and money < 2')).toEqual([['deadBranch', branch?.id], nobody]);
    expect(wrong('money > 3')).toEqual([nobody]);
  });

  it('name what leads to a step that was removed', () => {
    const first = insertNode(start, { lane: null, at: 0 }, made('approve', start));
    const jump = insertNode(first, { lane: null, at: 1 }, made('goto', first));
    const target = first.nodes[0]?.id ?? '';
    const left = removeNode(jump, target);
    expect(lostTargets(jump, left)).toEqual([{ from: left.nodes[0]?.id, to: target }]);
    expect(problemsOf(left, everything, undefined).map(({ code }) => code)).toContain('unknownTarget');
    expect(findLane(left, target)).toBeUndefined();
  });

  it('know the columns of tables, and the parts of fields', () => {
    const table = checkedFields(everything).find((field) => field.name === 'table');
    expect(table?.columns?.map((column) => column.name)).toEqual(['cost', 'rest']);
    expect(checkedFields(everything)).toContainEqual({ name: 'leave_days', type: 'part', feel: 'number' });
  });
});
