import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { formDesign, MOST_FIELDS, numbering } from '../../contract/form-design.ts';
import { checkDesign } from './check-design.ts';
import { newFieldName } from './new-field-name.ts';
import { orderOf } from './order-of.ts';
import { rowTypesOf, typesOf } from './types-of.ts';

type FieldInput = z.input<typeof formDesign>['fields'][number];
const label = { zh: '字段' };
const design = (fields: FieldInput[], more: Partial<z.input<typeof formDesign>> = {}) =>
  formDesign.parse({ fields, numbering: { prefix: 'BX' }, ...more });
const number = (name: string, more = {}): FieldInput => ({ kind: 'number', name, label, ...more });
const formula = (name: string, text: string): FieldInput => ({ kind: 'formula', name, label, formula: text });
const table = (name: string, columns: z.input<typeof formDesign>['fields'], more = {}): FieldInput => ({
  kind: 'table',
  name,
  label,
  columns: columns as never,
  ...more,
});
const found = (...given: Parameters<typeof design>) =>
  checkDesign(design(...given)).map(({ code, field, column, part }) =>
    [code, [field, column].filter(Boolean).join('.'), part].join(' ').replace('  ', ' '),
  );

describe('what keeps a design from being used', () => {
  test.each<[string, FieldInput[], string[]]>([
    ['nothing', [number('a'), formula('b', 'a * 2')], []],
    ['no field', [], ['noFields fields']],
    ['two of a name', [number('a'), number('a')], ['duplicateName a name']],
    ['a word of FEEL', [number('between')], ['reservedName between name']],
    ['a name that every object has', [number('constructor')], ['reservedName constructor name']],
    ['a name of a fact', [number('today')], ['duplicateName today name']],
    ['a column like a field', [number('a'), table('t', [number('a')])], ['duplicateName t.a name']],
    ['an unknown name', [formula('b', 'c + 1')], ['expression b formula']],
    ['a text that is counted', [{ kind: 'text', name: 'a', label }, formula('b', 'a + 1')], ['expression b formula']],
    ['a number as a condition', [number('a', { rules: { show: 'a + 1' } })], ['expression a rules.show']],
    ['itself', [formula('a', 'a + 1')], ['circle a rules']],
    ['a circle', [formula('a', 'b + 1'), formula('b', 'c'), formula('c', 'a')], ['circle a rules']],
    [
      'a circle through what is shown',
      [number('a', { rules: { show: 'b > 1' } }), formula('b', 'a + 1')],
      ['circle a rules'],
    ],
    [
      'a circle through a sum',
      [table('t', [formula('a', 'total')]), formula('total', 't_a_sum')],
      ['circle t.a rules'],
    ],
    ['a share of a sum', [table('t', [number('a'), formula('share', 'a / t_a_sum')])], []],
    [
      'a person computed',
      [{ kind: 'person', name: 'p', label, rules: { compute: '1' } }],
      ['notComputed p rules.compute'],
    ],
    ['least over largest', [number('a', { least: 3, largest: 2 })], ['bounds a least']],
    ['a sum of a text', [table('t', [{ kind: 'text', name: 'a', label }], { sums: ['a'] })], ['notSummed t sums']],
    ['a sum of nothing', [table('t', [number('a')], { sums: ['b'] })], ['unknownName t sums']],
    [
      'an option twice',
      [
        {
          kind: 'choice',
          name: 'c',
          label,
          options: [
            { id: 'x', words: label },
            { id: 'x', words: label },
          ],
        },
      ],
      ['duplicateOption c options'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(found(fields)).toEqual(expected);
  });

  test('patterns and validations', () => {
    const secret: FieldInput = { kind: 'idNumber', name: 'card', label };
    expect(found([number('a'), secret], { summary: { zh: '{a} {b} {card} {kind}' } })).toEqual([
      'unknownName summary',
      'sensitiveShown summary',
    ]);
    expect(found([number('a')], { validations: [{ holds: 'a', message: label, at: 'b' }] })).toEqual([
      'expression holds',
      'unknownName at',
    ]);
  });

  test('counts columns as fields', () => {
    const tables = Array.from({ length: 7 }, (_, n) =>
      table(
        `t${n}`,
        Array.from({ length: 50 }, (_unused, m) => number(`c${m}`)),
      ),
    );
    expect(found(tables)).toEqual(['tooManyFields fields']);
    expect(found(tables.slice(0, 5))).toEqual([]);
    expect(MOST_FIELDS).toBeLessThan(7 * 51);
  });

  test('is quick for 300 fields in a row, the last first', () => {
    const chain = Array.from({ length: 300 }, (_, n) => formula(`f${n}`, n === 299 ? '1' : `f${n + 1} + 1`));
    expect(found(chain)).toEqual([]);
    expect(orderOf(design(chain)).parts[0]?.at).toBe('f299');
  });

  test('a number that would come twice', () => {
    expect(numbering.safeParse({ prefix: 'A', date: 'year', reset: 'month' }).success).toBe(false);
    expect(numbering.safeParse({ prefix: 'A1' }).success).toBe(false);
    expect(numbering.safeParse({ prefix: '人字〔', date: 'year', reset: 'year', digits: 1 }).success).toBe(true);
  });
});

test('what fields are called in expressions', () => {
  const made = design([
    { kind: 'trip', name: 'trip', label },
    { kind: 'choice', name: 'tags', label, multiple: true, options: [{ id: 'a', words: label }] },
    table('items', [
      { kind: 'money', name: 'price', label },
      { kind: 'text', name: 'what', label },
    ]),
  ]);
  expect(typesOf(made)).toEqual({
    today: 'text',
    applicant: 'text',
    applicant_departments: 'text',
    applicant_posts: 'text',
    trip_from: 'text',
    trip_to: 'text',
    trip_days: 'number',
    trip_transport: 'text',
    trip_companions: 'number',
    tags: 'text',
    tags_count: 'number',
    items_count: 'number',
    items_price_sum: 'number',
  });
  expect(rowTypesOf(made, 'items')).toMatchObject({ price: 'number', what: 'text', trip_days: 'number' });
  expect(newFieldName(made, 'money')).toBe('money1');
});
