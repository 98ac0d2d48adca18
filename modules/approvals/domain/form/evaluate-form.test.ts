import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { formDesign } from '../../contract/form-design.ts';
import type { FormValues } from '../../contract/form-values.ts';
import { accessTo, applyPermissions, withoutHidden } from './apply-permissions.ts';
import { checkDesign } from './check-design.ts';
import { evaluateForm } from './evaluate-form.ts';
import { summaryOf } from './summary-of.ts';

type Input = z.input<typeof formDesign>;
const label = { zh: '字段' };
const facts = { today: '2026-11-22', applicant: '00000000-0000-7000-8000-000000000001' };

function design(fields: Input['fields'], more: Partial<Input> = {}) {
  const made = formDesign.parse({ fields, numbering: { prefix: 'BX' }, ...more });
  expect(checkDesign(made)).toEqual([]);
  return made;
}
const told = (outcome: ReturnType<typeof evaluateForm>) => outcome.problems.map(({ path, code }) => `${path} ${code}`);

/** An expense claim: lines with price times quantity, a total in minor units, a reason from 1,000 yuan on. */
const claim = design(
  [
    {
      kind: 'choice',
      name: 'what',
      label,
      required: true,
      options: ['travel', 'meal'].map((id) => ({ id, words: { zh: id } })),
    },
    { kind: 'trip', name: 'trip', label, rules: { show: 'what = "travel"', require: 'true' } },
    {
      kind: 'table',
      name: 'items',
      label,
      required: true,
      sums: ['amount'],
      columns: [
        { kind: 'text', name: 'item', label, required: true },
        { kind: 'number', name: 'quantity', label, decimals: 2 },
        { kind: 'money', name: 'price', label },
        { kind: 'formula', name: 'amount', label, formula: 'quantity * price', gives: 'money' },
        { kind: 'text', name: 'why', label, rules: { show: 'amount > 50000', require: 'amount > 80000' } },
      ],
    },
    { kind: 'formula', name: 'total', label, formula: 'items_amount_sum', gives: 'money', capitals: true },
    { kind: 'longText', name: 'reason', label, rules: { require: 'total >= 100000' } },
  ],
  {
    validations: [{ holds: 'total <= 500000', message: { zh: '超过 5,000 元请走付款申请' }, at: 'total' }],
    summary: { zh: '{total} · {items_count} 项', en: '{total}, {items_count} items' },
  },
);

describe('an expense claim', () => {
  const line = { item: '住宿', quantity: 1.5, price: 40_000 };

  test('is worked out: rows, sums, what follows from them', () => {
    const outcome = evaluateForm(
      claim,
      { what: 'meal', items: [line, { item: '餐费', quantity: 1, price: 12_345 }] },
      facts,
    );
    expect(outcome.problems).toEqual([]);
    expect(outcome.values).toEqual({
      what: 'meal',
      items: [
        { ...line, amount: 60_000 },
        { item: '餐费', quantity: 1, price: 12_345, amount: 12_345 },
      ],
      total: 72_345,
    });
    expect(outcome.hidden).toEqual(new Set(['trip', 'items.1.why']));
    expect(summaryOf(claim, { zh: '报销', en: 'Claim' }, outcome.values)).toEqual({
      zh: '¥723.45 · 2 项',
      en: '¥723.45, 2 items',
    });
  });

  test('asks for what its rules ask for', () => {
    const outcome = evaluateForm(claim, { what: 'travel', items: [{ ...line, quantity: 3 }, {}] }, facts);
    expect(told(outcome)).toEqual([
      'trip required',
      'items.0.why required',
      'items.1.item required',
      'reason required',
    ]);
    expect(evaluateForm(claim, {}, facts).problems.map((one) => one.path)).toEqual(['what', 'items']);
    const dear = evaluateForm(
      claim,
      { what: 'meal', items: [{ ...line, quantity: 20, why: 'x' }], reason: 'x' },
      facts,
    );
    expect(dear.problems).toEqual([
      {
        path: 'total',
        code: 'rule',
        facts: {},
        message: { zh: '超过 5,000 元请走付款申请', en: '超过 5,000 元请走付款申请' },
      },
    ]);
  });

  test('forgets what is hidden, what it doesn’t know, and what somebody else computed', () => {
    const trip = {
      from: { date: '2026-11-01', half: 'morning' },
      to: { date: '2026-11-01', half: 'morning' },
      places: ['上海'],
      transport: 'train',
    };
    const outcome = evaluateForm(
      claim,
      { what: 'meal', trip, total: 1, extra: 1, items: [{ ...line, amount: 1, extra: 1 }] },
      facts,
    );
    expect(outcome.values).toEqual({ what: 'meal', items: [{ ...line, amount: 60_000 }], total: 60_000 });
    expect(evaluateForm(claim, { what: 'travel', trip, items: [line] }, facts).values.trip).toEqual({
      ...trip,
      companions: [],
    });
  });

  test('works itself out again to the same', () => {
    const cell = fc.record(
      {
        item: fc.string({ maxLength: 8 }),
        quantity: fc.integer({ min: -100, max: 10_000 }).map((n) => n / 100),
        price: fc.integer({ min: -10, max: 200_000 }),
        why: fc.string({ maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    const values = fc.record(
      {
        what: fc.constantFrom('travel', 'meal', 'other', 3),
        items: fc.array(cell, { maxLength: 8 }),
        reason: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, (given) => {
        const once = evaluateForm(claim, given, facts);
        const again = evaluateForm(claim, once.values, facts);
        expect(again.values).toEqual(once.values);
        // What was wrong is gone, so what is left to say is what is missing.
        expect(again.problems.every((one) => ['required', 'tooFewRows', 'rule'].includes(one.code))).toBe(true);
        for (const path of once.hidden) expect(path in once.values).toBe(false);
      }),
    );
  });

  test('takes anything for values', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('what', 'trip', 'items', 'total', 'reason', '__proto__'), fc.anything()),
        (given) => {
          const { values } = evaluateForm(claim, given, facts);
          expect(JSON.parse(JSON.stringify(values))).toEqual(values);
        },
      ),
    );
  });

  test('1,000 rows are worked out, one more is told', () => {
    const big = design([
      {
        kind: 'table',
        name: 't',
        label,
        atMost: 1_000,
        columns: [
          { kind: 'number', name: 'a', label },
          { kind: 'formula', name: 'b', label, formula: 'a * 2 + t_count' },
        ],
      },
      { kind: 'formula', name: 'all', label, formula: 't_b_sum' },
    ]);
    const rows = Array.from({ length: 1_000 }, (_, a) => ({ a }));
    expect(evaluateForm(big, { t: rows }, facts).values.all).toBe(999_000 + 1_000_000);
    const over = evaluateForm(big, { t: [...rows, { a: 1 }] }, facts);
    expect(told(over)).toEqual(['t tooManyRows']);
    expect(over.values.t).toHaveLength(1_000);
  });
});

describe('values', () => {
  const field = (kind: string, more = {}) => design([{ kind, name: 'a', label, ...more } as Input['fields'][number]]);
  const morning = (date: string) => ({ date, half: 'morning' });
  test.each<[string, ReturnType<typeof field>, unknown, string | undefined]>([
    ['text', field('text', { most: 2 }), '规矩！', 'tooLong'],
    ['text', field('text'), 5, 'wrongShape'],
    ['decimals', field('number'), 1.5, 'tooManyDecimals'],
    ['not a number', field('number'), Number.NaN, 'wrongShape'],
    ['least', field('number', { least: 1 }), 0, 'tooSmall'],
    ['half a fen', field('money'), 0.5, 'wrongShape'],
    ['money', field('money', { largest: 100 }), 101, 'tooLarge'],
    ['a day that isn’t', field('date'), '2026-02-30', 'wrongShape'],
    ['yesterday', field('date', { earliest: 'today' }), '2026-11-21', 'tooEarly'],
    ['today', field('date', { earliest: 'today', latest: 'today' }), '2026-11-22', undefined],
    ['backwards', field('dateRange'), { from: { date: '2026-11-02' }, to: { date: '2026-11-01' } }, 'endsBefore'],
    [
      'no halves',
      field('dateRange', { halfDays: true }),
      { from: { date: '2026-11-01' }, to: { date: '2026-11-01' } },
      'halfMissing',
    ],
    [
      'afternoon to morning',
      field('dateRange', { halfDays: true }),
      { from: { date: '2026-11-01', half: 'afternoon' }, to: morning('2026-11-01') },
      'endsBefore',
    ],
    ['time', field('time'), '24:00', 'wrongShape'],
    ['no option', field('choice', { options: [{ id: 'x', words: label }] }), 'y', 'notAnOption'],
    ['options twice', field('choice', { multiple: true, options: [{ id: 'x', words: label }] }), ['x', 'x'], 'twice'],
    ['card', field('idNumber'), '11010519491231002x', undefined],
    ['wrong card', field('idNumber'), '110105194912310021', 'badIdNumber'],
    ['passport', field('idNumber', { document: 'any' }), 'E12345678', undefined],
    ['bank card', field('bankAccount'), '4111 1111 1111 1111', undefined],
    ['wrong bank card', field('bankAccount'), '4111 1111 1111 1112', 'badBankAccount'],
    ['account of a company', field('bankAccount', { account: 'any' }), '4000 0232 0920 0123 456', undefined],
    ['phone', field('phone'), '138 0013 8000', undefined],
    ['wrong phone', field('phone'), '138 0013', 'badPhone'],
    ['outing', field('outing'), { from: '2026-11-22T09:00', to: '2026-11-22T09:00', place: '银行' }, 'endsBefore'],
    ['rating', field('rating'), 6, 'wrongShape'],
    ['drawn', field('signature'), { strokes: [[1, 2, 3, 4]] }, undefined],
    ['project', field('project', { options: [{ id: 'P-1', words: label }] }), 'P-2', 'notAnOption'],
    ['any project', field('project'), 'P-2', undefined],
  ])('%s', (_, made, value, code) => {
    expect(evaluateForm(made, { a: value }, facts).problems[0]?.code).toBe(code);
  });

  test('days, hours, sums of parts in expressions', () => {
    const made = design([
      { kind: 'leave', name: 'off', label, options: [{ id: 'annual', words: label }] },
      { kind: 'overtime', name: 'over', label },
      { kind: 'table', name: 't', label, columns: [{ kind: 'invoice', name: 'bill', label }] },
      { kind: 'formula', name: 'days', label, formula: 'off_days' },
      { kind: 'formula', name: 'hours', label, formula: 'over_hours' },
      { kind: 'formula', name: 'bills', label, formula: 't_bill_amount_sum', gives: 'money' },
      { kind: 'formula', name: 'said', label, gives: 'text', formula: 'off_kind + " " + today' },
    ]);
    const bill = { kind: 'rail', number: '12345678', date: '2026-11-01', amount: 55_350 };
    const { values, problems } = evaluateForm(
      made,
      {
        off: {
          kind: 'annual',
          from: { date: '2026-02-28', half: 'afternoon' },
          to: { date: '2026-03-02', half: 'morning' },
        },
        over: { date: '2026-11-20', from: '22:30', to: '01:00', compensation: 'pay' },
        t: [{ bill }, { bill }],
      },
      facts,
    );
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ days: 2, hours: 2.5, bills: 110_700, said: 'annual 2026-11-22' });
  });

  test('what can’t be computed is told and leaves nothing', () => {
    const made = design([
      { kind: 'number', name: 'a', label },
      { kind: 'formula', name: 'b', label, formula: '100 / a' },
      { kind: 'date', name: 'c', label, rules: { compute: 'if a > 1 then today else "tomorrow"' } },
    ]);
    expect(told(evaluateForm(made, {}, facts))).toEqual(['b cannotCompute', 'c cannotCompute']);
    expect(evaluateForm(made, { a: 3 }, facts).values).toEqual({ a: 3, b: 33.33, c: '2026-11-22' });
  });
});

describe('field permissions', () => {
  const rows = [
    { item: 'a', price: 1 },
    { item: 'b', price: 2 },
  ];
  const before = { what: 'meal', items: rows, reason: 'r' };

  test.each<[string, Record<string, 'edit' | 'read' | 'hidden'>, object, object, string[]]>([
    ['nothing may be changed', {}, { reason: 'x' }, before, ['reason']],
    [
      'what is the same is no change',
      {},
      {
        reason: 'r',
        items: [
          { price: 1, item: 'a' },
          { item: 'b', price: 2 },
        ],
      },
      before,
      [],
    ],
    ['a field may', { reason: 'edit' }, { reason: 'x' }, { ...before, reason: 'x' }, []],
    ['a field may be emptied', { reason: 'edit' }, {}, { what: 'meal', items: rows }, []],
    [
      'a column may',
      { 'items.price': 'edit' },
      {
        items: [
          { item: 'a', price: 5 },
          { item: 'c', price: 2 },
        ],
      },
      {
        ...before,
        items: [
          { item: 'a', price: 5 },
          { item: 'b', price: 2 },
        ],
      },
      ['items.1.item'],
    ],
    [
      'rows may not be added with a column that may not',
      { items: 'edit', 'items.price': 'read' },
      { items: [...rows, {}] },
      before,
      ['items'],
    ],
    ['rows may be taken out', { items: 'edit' }, { items: [rows[1]] }, { ...before, items: [rows[1]] }, []],
    [
      'what is hidden stays',
      { items: 'edit', 'items.price': 'hidden' },
      { items: [{ item: 'x' }, { item: 'b' }] },
      { ...before, items: [{ item: 'x', price: 1 }, rows[1]] },
      [],
    ],
    [
      'a hidden table stays, whatever is said of its columns',
      { items: 'hidden', 'items.price': 'edit' },
      { items: [{ price: 9 }, {}] },
      before,
      ['items.0.price'],
    ],
  ])('%s', (_, permissions, incoming, values, denied) => {
    expect(applyPermissions(claim, permissions, before, incoming as FormValues)).toEqual({ values, denied });
  });

  test('nobody gets what is hidden', () => {
    expect(withoutHidden(claim, { reason: 'hidden', 'items.price': 'hidden' }, before)).toEqual({
      what: 'meal',
      items: [{ item: 'a' }, { item: 'b' }],
    });
    expect(accessTo({ items: 'hidden', 'items.price': 'edit' }, 'items', 'price')).toBe('hidden');
  });

  test('whatever comes in, what may not be edited is as before', () => {
    const access = fc.dictionary(
      fc.constantFrom('what', 'reason', 'items', 'items.item', 'items.price'),
      fc.constantFrom('edit' as const, 'read' as const, 'hidden' as const),
    );
    const row = fc.record({ item: fc.string({ minLength: 1 }), price: fc.integer() }, { requiredKeys: [] });
    const incoming = fc.record(
      { what: fc.string(), reason: fc.string(), items: fc.array(row, { maxLength: 3 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(access, incoming, (permissions, given) => {
        const { values } = applyPermissions(claim, permissions, before, given);
        const now = values as typeof before;
        for (const name of ['what', 'reason'] as const) {
          if (accessTo(permissions, name) !== 'edit') expect(now[name]).toBe(before[name]);
        }
        for (const column of ['item', 'price'] as const) {
          if (accessTo(permissions, 'items', column) === 'edit') continue;
          expect(now.items.map((one) => one[column])).toEqual(rows.map((one) => one[column]));
        }
      }),
    );
  });
});
