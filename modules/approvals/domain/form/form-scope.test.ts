import { describe, expect, it } from 'vitest';
import { formDesign } from '../../contract/form-design.ts';
import { expressionValue, formScope, rowScope, rowsOf } from './form-scope.ts';

const facts = { today: '2026-11-23', applicant: '00000000-0000-7000-8000-000000000001' };
const design = formDesign.parse({
  numbering: { prefix: 'FY' },
  fields: [
    { kind: 'money', name: 'amount', label: { zh: '金额', en: '金额' }, currency: 'CNY' },
    { kind: 'person', name: 'who', label: { zh: '人', en: '人' }, multiple: true },
    { kind: 'dateRange', name: 'away', label: { zh: '时间', en: '时间' } },
    {
      kind: 'table',
      name: 'items',
      label: { zh: '明细', en: '明细' },
      columns: [
        { kind: 'text', name: 'what', label: { zh: '品名', en: '品名' } },
        { kind: 'number', name: 'pieces', label: { zh: '数量', en: '数量' } },
      ],
    },
  ],
});
const form = {
  amount: 120_000,
  who: ['a', 'b'],
  away: { from: { date: '2026-11-23' }, to: { date: '2026-11-25' } },
  items: [
    { what: '椅子', pieces: 2 },
    { what: '桌子', pieces: 5 },
  ],
};

describe('what expressions of a flow see of a form', () => {
  const scope = formScope({ fields: [], design }, form, facts);

  it('has fields, their parts, and the sums of tables, with the types of the design', () => {
    expect(expressionValue('amount >= 100000 and away_days = 3', scope)).toBe(true);
    expect(expressionValue('items_count = 2 and items_pieces_sum = 7', scope)).toBe(true);
    expect(expressionValue('contains(who, ",b,")', scope)).toBe(true);
    expect(expressionValue('if amount > 100000 then "x" else applicant', scope)).toBe('x');
  });

  it('has no value where it can’t be computed, names what isn’t there, or compares what can’t be compared', () => {
    expect(expressionValue('amount / (items_count - 2) > 1', scope)).toBeNull();
    expect(expressionValue('nothing > 1', scope)).toBeNull();
    expect(expressionValue('amount > "1"', scope)).toBeNull();
  });

  it('of a row has its columns beside the form', () => {
    expect(expressionValue('pieces * amount', rowScope({ fields: [], design }, form, facts, 'items', 1))).toBe(600_000);
    expect(rowsOf(form, 'items')).toHaveLength(2);
    expect(rowsOf({}, 'items')).toEqual([]);
  });

  it('reads a declared form by the types of its fields', () => {
    const label = { zh: '', en: '' };
    const fields = [
      { name: 'days', label, type: 'days' as const },
      { name: 'from', label, type: 'halfDay' as const },
      { name: 'why', label, type: 'words' as const },
    ];
    const declared = formScope({ fields }, { days: 3, from: { date: '2026-11-23', half: 'morning' } }, facts);
    expect(expressionValue('days > 2 and from = today and why = ""', declared)).toBe(true);
  });
});
