import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DesignField, type FormDesign, formDesign, MOST_FIELDS } from '../../contract/form-design.ts';
import { checkDesign } from '../../domain/form/check-design.ts';
import { evaluateForm } from '../../domain/form/evaluate-form.ts';
import { namesInText, replaceNames } from './expression-tokens.ts';
import { fieldGroups } from './field-kinds.ts';
import { usesOf } from './field-uses.ts';
import {
  insertField,
  moveField,
  newOptionId,
  optionsFromLines,
  pasteField,
  removeField,
  replaceField,
} from './form-edit.ts';
import { designProblems } from './form-problems.ts';
import {
  fieldsIn,
  findField,
  neighbourOf,
  pathsOf,
  placeAfterField,
  placeInward,
  placeNext,
  sizeOf,
} from './form-tree.ts';
import { endStep, record, redo, startHistory, undo } from './history.ts';
import { newField } from './new-field.ts';
import { numberExample } from './number-example.ts';
import { sampleValues } from './sample-values.ts';
import { sampleDesign, sampleFlow } from './trial/sample-flow.ts';

const words = { kind: (kind: string) => `字段 ${kind}`, option: (number: number) => `选项 ${number}`, note: '说明' };
const kinds = fieldGroups.flatMap((group) => group.kinds);
const facts = { today: '2026-11-22', applicant: '01890000-0000-7000-8000-000000000001' };
const label = { zh: '字段' };

/** One with rules in and out of a table, a sum, a validation and both patterns. */
const sample: FormDesign = formDesign.parse({
  fields: [
    { kind: 'money', name: 'amount', label },
    { kind: 'text', name: 'why', label, rules: { show: 'amount > 100', require: 'items_count > 1' } },
    {
      kind: 'table',
      name: 'items',
      label,
      columns: [
        { kind: 'money', name: 'price', label },
        { kind: 'number', name: 'pieces', label },
        { kind: 'formula', name: 'cost', label, formula: 'price * pieces', gives: 'money' },
        { kind: 'formula', name: 'share', label, formula: 'cost / items_cost_sum' },
      ],
      sums: ['price', 'cost'],
    },
    { kind: 'formula', name: 'total', label, formula: 'items_cost_sum + amount', gives: 'money' },
  ],
  validations: [{ holds: 'total < 100000000', message: { zh: '超过上限' }, at: 'total' }],
  title: { zh: '{kind} {total}' },
  summary: { zh: '{amount}' },
  numbering: { prefix: 'BX' },
});

const step = fc.record({
  kind: fc.constantFrom('add', 'remove', 'move', 'paste', 'change', 'next', 'inward', 'undo', 'redo', 'rest'),
  which: fc.nat(1000),
  where: fc.nat(1000),
  at: fc.nat(8),
});

describe('edits of a form', () => {
  it('keep a design that the contract accepts, with every problem told; undo gives each design back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let history = startHistory(sample);
        for (const { kind, which, where, at } of steps) {
          const design = history.present;
          const paths = pathsOf(design);
          const path = paths[which % paths.length] ?? '';
          const tables = [null, ...design.fields.filter((field) => field.kind === 'table').map((field) => field.name)];
          const table = tables[where % tables.length] ?? null;
          const place = { table, at: Math.min(at, fieldsIn(design, table).length) };
          const field = findField(design, path)?.field;
          const give = (next: FormDesign) => {
            history = record(history, next);
          };
          if (kind === 'add')
            give(insertField(design, place, newField(design, kinds[which % kinds.length] ?? 'text', words)).design);
          else if (kind === 'undo') history = undo(history);
          else if (kind === 'redo') history = redo(history);
          else if (kind === 'rest') history = endStep(history);
          else if (!field) continue;
          else if (kind === 'remove') give(removeField(design, path));
          else if (kind === 'move') {
            const moved = moveField(design, path, place);
            expect(sizeOf(...moved.design.fields)).toBe(sizeOf(...design.fields));
            expect(findField(moved.design, moved.path)).toBeDefined();
            give(moved.design);
          } else if (kind === 'paste') give(pasteField(design, place, field).design);
          else if (kind === 'change' && field.kind !== 'note') {
            give(replaceField(design, path, { ...field, label: { zh: `改名 ${at}` } } as DesignField));
          } else if (kind === 'next' || kind === 'inward') {
            const by = at % 2 ? 1 : -1;
            const to = kind === 'next' ? placeNext(design, path, by) : placeInward(design, path, by);
            if (to) give(moveField(design, path, to).design);
          }
        }
        const last = history.present;
        expect(formDesign.parse(last)).toEqual(last);
        const every = pathsOf(last);
        expect(new Set(every).size).toBe(every.length);
        const problems = designProblems(last);
        // Names are made here, so two are never the same; what broke is told where it stands.
        expect(problems.map((problem) => problem.code)).not.toContain('duplicateName');
        for (const { at } of problems) expect(at === '' || every.includes(at)).toBe(true);
        // Whatever became of it, it can be worked out where nothing is told.
        if (checkDesign(last).length === 0) evaluateForm(last, sampleValues(last, facts, '示例'), facts);

        let back = history;
        while (back.past.length > 0) back = undo(back);
        expect(back.present).toBe(sample);
        for (const _ of history.past) back = redo(back);
        expect(back.present).toBe(last);
      }),
    );
  });

  it('leave alone what they do not touch', () => {
    const { design, path } = insertField(sample, { table: 'items', at: 1 }, newField(sample, 'text', words));
    expect(path).toBe('items.text1');
    expect(design.fields[0]).toBe(sample.fields[0]);
    expect(fieldsIn(design, 'items').map((field) => field.name)).toEqual(['price', 'text1', 'pieces', 'cost', 'share']);
    const renamed = replaceField(sample, 'amount', { ...sample.fields[0], label: { zh: '报销金额' } } as DesignField);
    expect(checkDesign(renamed)).toEqual([]);
    expect(findField(renamed, 'amount')?.field.name).toBe('amount');
    expect(replaceField(sample, 'amount', { ...sample.fields[0], name: 'other' } as DesignField).fields[0]?.name).toBe(
      'amount',
    );
  });

  it('move by places counted before the move, in and out of tables, and never into themselves', () => {
    const names = (design: FormDesign) => pathsOf(design).filter((path) => !path.includes('.'));
    expect(names(moveField(sample, 'amount', { table: null, at: 2 }).design)).toEqual([
      'why',
      'amount',
      'items',
      'total',
    ]);
    expect(moveField(sample, 'amount', { table: null, at: 1 }).design).toBe(sample);
    expect(moveField(sample, 'items', { table: 'items', at: 0 }).design).toBe(sample);
    const out = moveField(sample, 'items.price', { table: null, at: 0 });
    expect(names(out.design)).toEqual(['price', 'amount', 'why', 'items', 'total']);
    expect(findField(out.design, 'items')?.field).toMatchObject({ sums: ['cost'] });
    // A name that stands there already gives way.
    const twice = formDesign.parse({
      ...sample,
      fields: [
        ...sample.fields,
        {
          kind: 'table',
          name: 'more',
          label,
          columns: [
            { kind: 'money', name: 'price', label },
            { kind: 'date', name: 'on', label },
          ],
        },
      ],
    });
    expect(moveField(twice, 'items.price', { table: null, at: 0 }).path).toBe('money1');
    expect(moveField(twice, 'items.price', { table: 'more', at: 0 }).path).toBe('more.money1');
  });

  it('never leave a table without columns, nor a form with more than it may have', () => {
    let design = sample;
    for (const column of ['price', 'pieces', 'cost', 'share']) design = removeField(design, `items.${column}`);
    expect(fieldsIn(design, 'items').map((field) => field.name)).toEqual(['share']);
    expect(moveField(design, 'items.share', { table: null, at: 0 }).design).toBe(design);
    let full = sample;
    for (let count = 0; count < MOST_FIELDS + 5; count += 1) {
      full = insertField(full, placeAfterField(full, undefined), newField(full, 'text', words)).design;
    }
    expect(sizeOf(...full.fields)).toBe(MOST_FIELDS);
    expect(pasteField(full, { table: null, at: 0 }, full.fields[0] as DesignField).design).toBe(full);
  });

  it('copies of a table count by their own columns', () => {
    const { design, path } = pasteField(sample, placeAfterField(sample, 'items'), sample.fields[2] as DesignField);
    expect(checkDesign(design)).toEqual([]);
    expect(path).toBe('table1');
    expect(findField(design, path)?.field).toMatchObject({
      columns: [
        { name: 'money1' },
        { name: 'number1' },
        { formula: 'money1 * number1' },
        { formula: 'formula1 / table1_formula1_sum' },
      ],
      sums: ['money1', 'formula1'],
    });
  });

  it('tell where a field is used before it goes', () => {
    expect(usesOf(sample, 'items.cost')).toEqual([
      { in: 'field', at: 'items.share', part: 'formula' },
      { in: 'field', at: 'total', part: 'formula' },
      { in: 'sum', at: 'items' },
    ]);
    expect(usesOf(sample, 'amount')).toEqual([
      { in: 'field', at: 'why', part: 'rules.show' },
      { in: 'field', at: 'total', part: 'formula' },
      { in: 'summary' },
    ]);
    expect(usesOf(sample, 'total')).toEqual([{ in: 'validation', index: 0 }, { in: 'title' }]);
    expect(usesOf(sample, 'items')).toEqual([
      { in: 'field', at: 'why', part: 'rules.require' },
      { in: 'field', at: 'total', part: 'formula' },
    ]);
    expect(usesOf(sample, 'why')).toEqual([]);
    expect(usesOf(sampleDesign, 'amount', sampleFlow)).toContainEqual({ in: 'flow', at: 'large' });
    expect(removeField(sample, 'total').validations).toEqual([
      { holds: 'total < 100000000', message: { zh: '超过上限' } },
    ]);
  });

  it('step by keyboard', () => {
    expect(placeNext(sample, 'why', -1)).toEqual({ table: null, at: 0 });
    expect(placeNext(sample, 'amount', -1)).toBeUndefined();
    expect(placeInward(sample, 'why', 1)).toEqual({ table: 'items', at: 0 });
    expect(placeInward(sample, 'total', 1)).toEqual({ table: 'items', at: 4 });
    expect(placeInward(sample, 'amount', 1)).toBeUndefined();
    expect(placeInward(sample, 'items.price', -1)).toEqual({ table: null, at: 3 });
    expect(neighbourOf(sample, 'items', 1)).toBe('items.price');
    expect(neighbourOf(sample, 'total', -1)).toBe('items.share');
    expect(neighbourOf(sample, 'total', 1)).toBeUndefined();
  });
});

describe('options', () => {
  it('keep their ids when a list is pasted over them', () => {
    const before = [
      { id: 'trip', words: { zh: '差旅', en: 'Travel' } },
      { id: 'o7', words: { zh: '办公' } },
    ];
    expect(newOptionId(before)).toBe('o8');
    expect(optionsFromLines('办公\tOffice\r\n\n 招待 \n差旅\n招待', before)).toEqual([
      { id: 'o7', words: { zh: '办公', en: 'Office' } },
      { id: 'o8', words: { zh: '招待' } },
      { id: 'trip', words: { zh: '差旅', en: 'Travel' } },
    ]);
    const many = optionsFromLines(Array.from({ length: 600 }, (_, at) => `第 ${at} 项`).join('\n'), []);
    expect(many).toHaveLength(500);
    expect(new Set(many.map((option) => option.id)).size).toBe(500);
  });
});

describe('names in FEEL', () => {
  it('are told from texts', () => {
    expect([...namesInText('items_cost_sum > 3 and why = "amount \\" x" and not(contains(a1, "b"))')]).toEqual([
      'items_cost_sum',
      'and',
      'why',
      'not',
      'contains',
      'a1',
    ]);
    expect(replaceNames('a + a1 + "a"', (name) => (name === 'a' ? 'b' : undefined))).toBe('b + a1 + "a"');
  });
});

describe('samples', () => {
  it('of every kind are accepted by the form itself', () => {
    let design = sample;
    for (const kind of kinds)
      design = insertField(design, placeAfterField(design, undefined), newField(design, kind, words)).design;
    expect(checkDesign(design)).toEqual([]);
    expect(evaluateForm(design, sampleValues(design, facts, '示例文字'), facts).problems).toEqual([]);
  });

  it('of a number look as the server makes it', () => {
    expect(numberExample(sample.numbering, facts.today)).toBe('BX202611-0001');
    expect(numberExample({ ...sample.numbering, date: 'none', digits: 6 }, facts.today, 'QJ')).toBe('QJ000001');
  });
});
