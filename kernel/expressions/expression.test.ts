import { describe, expect, test } from 'vitest';
import { checkExpression, ExpressionError, evaluateExpression } from './expression.ts';

const names = { minutesOver: 'number', urges: 'number', excused: 'boolean', kind: 'text' } as const;
const faultOf = (text: string) => checkExpression(text, names, 'boolean')[0]?.fault ?? 'fine';

describe('an expression that somebody wrote', () => {
  test.each([
    ['minutesOver > 0', 'fine'],
    ['minutesOver > 0 and not(excused)', 'fine'],
    ['(minutesOver >= 60 or urges > 2) and kind = "leave"', 'fine'],
    ['if excused then false else minutesOver > max(30, urges)', 'fine'],
    ['', 'syntax'],
    ['minutesOver >', 'syntax'],
    ['minutesOver + 1', 'wrongType'],
    ['minutesOver > "ten"', 'wrongType'],
    ['overtime > 1', 'unknownName'],
    ['not(excused) or overtime > 1', 'unknownName'],
    ['some x in [1,2] satisfies x > urges', 'notAllowed'],
    ['count(for x in 1..9999999 return x) > 1', 'notAllowed'],
    ['(function(x) x > 1)(urges)', 'notAllowed'],
    ['minutesOver in [1..10]', 'notAllowed'],
    ['now() > urges', 'notAllowed'],
    [`minutesOver > 0${' or urges > 1'.repeat(60)}`, 'tooLong'],
    [`${'('.repeat(40)}excused${')'.repeat(40)}`, 'tooDeep'],
  ])('%s: %s', (text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });

  test('is evaluated with values of its types, and with nothing else', () => {
    const values = { minutesOver: 61, urges: 1, excused: false, kind: 'leave' };
    expect(evaluateExpression('minutesOver > 60 and not(excused)', names, values)).toBe(true);
    expect(evaluateExpression('minutesOver > 60', names, { ...values, minutesOver: 60 })).toBe(false);
    expect(() => evaluateExpression('minutesOver > 60', names, { ...values, minutesOver: '61' })).toThrow(
      ExpressionError,
    );
    expect(() => evaluateExpression('minutesOver >', names, values)).toThrow(ExpressionError);
  });
});
