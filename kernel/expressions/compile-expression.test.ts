import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, roundHalfUp } from './compile-expression.ts';
import { type ExpressionValue, evaluateExpression } from './expression.ts';

const names = { a: 'number', b: 'number', yes: 'boolean', kind: 'text', today: 'text' } as const;
const values = { a: 3, b: 2, yes: true, kind: 'travel', today: '2026-03-01' };

function outcomeOf(text: string, given: Record<string, ExpressionValue> = values): ExpressionValue | string {
  const compiled = compileExpression(text, names);
  return 'run' in compiled ? compiled.run(given) : (compiled[0]?.fault ?? 'none');
}

describe('a compiled expression', () => {
  test.each<[string, ExpressionValue]>([
    ['a + b * 2', 7],
    ['(a + b) * 2', 10],
    ['-a + 1', -2],
    ['a ** b', 9],
    ['0.1 + 0.2 = 0.3', true],
    ['1.005 * 100', 100.5],
    ['round half up(1.005, 2)', 1.01],
    ['round half up(-2.5, 0)', -3],
    ['round up(1.001, 2)', 1.01],
    ['round down(1.999, 2)', 1.99],
    ['modulo(7, 3)', 1],
    ['if a > b then "more" else "less"', 'more'],
    ['kind in ("travel", "meal") and a > 1', true],
    ['not(kind in ["meal"])', true],
    ['a between 1 and 3 and yes', true],
    ['yes and kind in ("travel")', true],
    ['kind + "!"', 'travel!'],
    ['today >= "2026-02-28"', true],
    ['starts with(kind, "tra") and contains(kind, "ave") and ends with(kind, "l")', true],
    ['string length("规矩")', 2],
    ['min(a, b) + max(a, b)', 5],
    ['b = 0 or a / b > 1', true],
  ])('%s', (text, expected) => {
    expect(outcomeOf(text)).toBe(expected);
  });

  test.each(['a / (b - 2)', 'a / 0 > 1', 'modulo(a, 0)', '10 ** 400', 'round up(a, 99)'])('%s has no value', (text) => {
    expect(outcomeOf(text)).toBeNull();
  });

  test('has no value where a name has none', () => {
    expect(outcomeOf('a + 1', { b: 1 })).toBeNull();
    expect(outcomeOf('yes or a > 1', { yes: true })).toBe(true);
  });

  test.each([
    ['a + kind', 'wrongType'],
    ['yes and a', 'wrongType'],
    ['false and kind > 1', 'wrongType'],
    ['if yes then 1 else "one"', 'wrongType'],
    ['a in ("x")', 'wrongType'],
    ['min(a, kind)', 'wrongType'],
    ['abs(a, b)', 'wrongType'],
    ['yes > false', 'wrongType'],
    ['c > 1', 'unknownName'],
    ['a in [1, 2] and yes', 'notAllowed'],
    ['if yes then 1 else null', 'notAllowed'],
    ['{ x: 1 }.x', 'notAllowed'],
    ['sum([1, 2])', 'notAllowed'],
    ['a >', 'syntax'],
  ])('%s is refused: %s', (text, fault) => {
    expect(outcomeOf(text)).toBe(fault);
  });

  test('knows what it uses', () => {
    const compiled = compileExpression('if yes then a else a + 1', names);
    expect('uses' in compiled && compiled.uses).toEqual(['yes', 'a']);
  });

  test('gives what the interpreter gives', () => {
    const number = fc.constantFrom(
      'a',
      'b',
      '1',
      '2.5',
      '0',
      '(a + b)',
      '(a - b * 2)',
      'abs(a)',
      'min(a, b)',
      'floor(b)',
    );
    const truth = fc.oneof(
      fc.tuple(number, fc.constantFrom('<', '>', '=', '!=', '<=', '>='), number).map((parts) => parts.join(' ')),
      fc.constantFrom('yes', 'not(yes)', 'kind = "meal"', 'kind in ("meal", "travel")', 'a between 1 and 5'),
    );
    const whole = fc
      .tuple(truth, fc.constantFrom('and', 'or'), truth, number, number)
      .map(([one, join, other, left, right]) => `if ${one} ${join} ${other} then ${left} * 3 else ${right} + 1`);
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -9, max: 9 }),
        fc.boolean(),
        (text, a, b, yes) => {
          const given = { a, b, yes, kind: 'meal', today: '2026-01-01' };
          expect(outcomeOf(text, given)).toBeCloseTo(evaluateExpression(text, names, given) as number, 9);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('rounds as on paper', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        const cents = Math.sign(thousandths) * Math.floor((Math.abs(thousandths) + 5) / 10);
        expect(roundHalfUp(thousandths / 1000, 2)).toBe(cents / 100 || 0);
      }),
    );
  });
});
