import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, NotJson } from './canonical-json.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  const turned = Object.entries(value).reverse();
  return Object.fromEntries(turned.map(([key, item]) => [key, shuffled(item)]));
}

const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 5 });

describe('canonical JSON', () => {
  test('writes the example of RFC 8785, section 3.2.2', () => {
    const value = {
      // biome-ignore lint/correctness/noPrecisionLoss: the standard's own example of a number that a double can't hold
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('orders keys by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(written))).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
    expect(written.indexOf('\ud83d\ude00')).toBeLessThan(written.indexOf('\ufb33'));
  });

  test('is the same text for equal values, reads back equal, and is a fixed point', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        // JSON has no -0 of its own: both zeros are the number 0.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('differs for different values', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        const same = JSON.stringify(shuffledSorted(left)) === JSON.stringify(shuffledSorted(right));
        expect(canonicalJson(left) === canonicalJson(right)).toBe(same);
      }),
    );
  });

  test.each([
    ['undefined', { opinion: undefined }, '$.opinion'],
    ['NaN', [Number.NaN], '$[0]'],
    ['infinity', Number.POSITIVE_INFINITY, '$'],
    ['bigint', { cents: 1n }, '$.cents'],
    ['a date', { on: new Date(0) }, '$.on'],
    ['a map', new Map(), '$'],
    ['a hole', { list: new Array(2) }, '$.list[0]'],
    ['half a pair', { name: '\ud83d' }, '$.name'],
    ['half a pair as key', { '\ude00': 1 }, '$'],
    ['a symbol key', { [Symbol('s')]: 1 }, '$'],
    ['a function', [() => 1], '$[0]'],
  ])('refuses %s and tells where', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(NotJson);
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ path }));
  });

  test('refuses a cycle', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => canonicalJson(cycle)).toThrow(NotJson);
  });
});

function shuffledSorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffledSorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return keys
    .map((key) => [key, shuffledSorted((value as Record<string, unknown>)[key]), 'entry'])
    .concat([['object']]);
}
