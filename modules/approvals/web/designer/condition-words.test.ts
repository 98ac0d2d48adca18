import fc from 'fast-check';
import { evaluate } from 'feelin';
import { describe, expect, it } from 'vitest';
import { type ConditionField, type ConditionRow, feelOf, isWhole, operatorsOf, rowsOf } from './condition-words.ts';

const fields: ConditionField[] = [
  { name: 'amount', type: 'money' },
  { name: 'amount_total', type: 'money' },
  { name: 'days', type: 'number' },
  { name: '事由', type: 'text' },
  { name: 'department', type: 'choice' },
  { name: 'kinds', type: 'choices' },
  { name: 'from', type: 'date' },
];

const text = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.oneof(
    fc.constantFrom('"', ' ', '(', ')', ',', '差', '旅', 'a', 'or'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
});
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const valuesOf = (field: ConditionField) => {
  switch (field.type) {
    case 'money':
      return fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 1 });
    case 'number':
      return fc.array(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((one) => Math.round(one * 1000) / 1000 + 0),
        { minLength: 1, maxLength: 1 },
      );
    case 'date':
      return fc.array(day, { minLength: 1, maxLength: 1 });
    case 'choice':
      return fc.uniqueArray(text, { minLength: 1, maxLength: 4 });
    default:
      return fc.array(text, { minLength: 1, maxLength: 1 });
  }
};
const row: fc.Arbitrary<ConditionRow> = fc
  .constantFrom(...fields)
  .chain((field) =>
    fc.record({
      field: fc.constant(field.name),
      operator: fc.constantFrom(...operatorsOf(field.type)),
      values: valuesOf(field) as fc.Arbitrary<(string | number)[]>,
    }),
  )
  .filter((one) => isWhole(one, fields));
const rows = fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

describe('conditions in words', () => {
  it('come back from their FEEL text as they were', () => {
    fc.assert(
      fc.property(rows, (said) => {
        const feel = feelOf(said, fields);
        expect(feel).toBeTypeOf('string');
        expect(rowsOf(feel ?? '', fields)).toEqual(said);
      }),
    );
  });

  it('come back from a text with other blanks', () => {
    fc.assert(
      fc.property(rows, (said) => {
        const feel = feelOf(said, fields) ?? '';
        // Blanks inside quotation marks belong to the text.
        const spread = feel.replaceAll(/"(?:[^"\\]|\\.)*"|[(),]/g, (piece) =>
          piece.startsWith('"') ? piece : ` ${piece}\n`,
        );
        expect(rowsOf(spread, fields)).toEqual(said);
      }),
    );
  });

  it('mean in FEEL what they say', () => {
    const values = {
      amount: 500_001,
      amount_total: 1,
      days: 3,
      事由: '去 "上海" 出差',
      department: 'd2',
      kinds: ',a,b,',
      from: '2026-01-31',
    };
    const asked = (one: ConditionRow) => evaluate(feelOf([[one]], fields) ?? '', values).value;
    expect(asked({ field: 'amount', operator: 'more', values: [500_000] })).toBe(true);
    expect(asked({ field: 'days', operator: 'atMost', values: [2.5] })).toBe(false);
    expect(asked({ field: '事由', operator: 'contains', values: ['"上海"'] })).toBe(true);
    expect(asked({ field: '事由', operator: 'startsWith', values: ['出差'] })).toBe(false);
    expect(asked({ field: 'from', operator: 'more', values: ['2026-01-30'] })).toBe(true);
    expect(asked({ field: 'department', operator: 'oneOf', values: ['d1', 'd2'] })).toBe(true);
    expect(asked({ field: 'department', operator: 'noneOf', values: ['d1', 'd2'] })).toBe(false);
    expect(asked({ field: 'kinds', operator: 'includes', values: ['b'] })).toBe(true);
    expect(asked({ field: 'kinds', operator: 'lacks', values: ['b'] })).toBe(false);
  });

  it('are all of a group, and one group is enough', () => {
    const feel = 'amount > 500000 and department = "d1" or days >= 3';
    const said = rowsOf(feel, fields);
    expect(said).toHaveLength(2);
    expect(feelOf(said ?? [], fields)).toBe(feel);
    expect(evaluate(feel, { amount: 1, department: 'd1', days: 3 }).value).toBe(true);
  });

  it.each([
    ['arithmetic', 'amount * 2 > 500000'],
    ['brackets around or', 'department = "d1" and (days > 3 or amount > 5)'],
    ['a name that the form has not', 'total > 5'],
    ['a longer name', 'amounts > 5'],
    ['half a cent', 'amount > 0.5'],
    ['a text where a number belongs', 'days = "3"'],
    ['a day that does not exist', 'from > "2026-02-30"'],
    ['two fields compared', 'amount > days'],
    ['an unfinished text', 'amount > 5 and'],
    ['no text', ''],
  ])('leave %s as it was written', (_, feel) => {
    expect(rowsOf(feel, fields)).toBeUndefined();
  });

  it('give no text while a row is not whole', () => {
    expect(feelOf([[{ field: 'amount', operator: 'more', values: [] }]], fields)).toBeUndefined();
    expect(feelOf([], fields)).toBeUndefined();
  });
});
