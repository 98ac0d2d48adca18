import { describe, expect, test } from 'vitest';
import { formDesign } from '../../contract/form-design.ts';
import { checkDesign } from './check-design.ts';
import { initialRow, initialValues } from './initial-values.ts';

const label = { zh: '字段' };
const applicant = '01890000-0000-7000-8000-000000000001';
const design = formDesign.parse({
  fields: [
    { kind: 'date', name: 'on', label, initial: 'today', latest: '2026-12-31' },
    { kind: 'person', name: 'who', label, initial: 'applicant' },
    { kind: 'money', name: 'amount', label, initial: 50_000 },
    { kind: 'text', name: 'empty', label },
    { kind: 'table', name: 'rows', label, columns: [{ kind: 'number', name: 'pieces', label, initial: 1 }] },
  ],
  numbering: { prefix: 'A' },
});

describe('what a request begins with', () => {
  test('is what the design says, on this day, for this applicant', () => {
    expect(checkDesign(design)).toEqual([]);
    expect(initialValues(design, { today: '2026-11-22', applicant })).toEqual({
      on: '2026-11-22',
      who: applicant,
      amount: 50_000,
    });
    expect(initialValues(design, { today: '2027-01-01', applicant })).not.toHaveProperty('on');
    const [table] = design.fields.filter((field) => field.kind === 'table');
    expect(table && initialRow(table, { today: '2026-11-22', applicant })).toEqual({ pieces: 1 });
  });

  test.each([
    ['out of bounds', { kind: 'number', initial: 5, largest: 3 }],
    ['of another shape', { kind: 'money', initial: 'much' }],
    ['no option', { kind: 'choice', initial: 'b', options: [{ id: 'a', words: label }] }],
    ['somebody', { kind: 'person', initial: applicant }],
    ['of a kind that has none', { kind: 'file', initial: [applicant] }],
    ['of what is computed', { kind: 'number', initial: 1, rules: { compute: '2' } }],
  ])('%s is told', (_, field) => {
    const wrong = formDesign.parse({ fields: [{ name: 'a', label, ...field }], numbering: { prefix: 'A' } });
    expect(checkDesign(wrong).map(({ code, field: at }) => [code, at])).toEqual([['initial', 'a']]);
  });
});
