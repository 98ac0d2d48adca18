import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capitalAmount } from './capital-amount.ts';

describe('大写', () => {
  test.each<[string, number, string]>([
    ['nothing', 0, '零元整'],
    ['one fen', 1, '壹分'],
    ['jiao alone', 50, '伍角整'],
    ['jiao and fen', 56, '伍角陆分'],
    ['one yuan', 1_00, '壹元整'],
    ['ten is 壹拾', 10_00, '壹拾元整'],
    ['eleven', 11_00, '壹拾壹元整'],
    ['a zero between', 1_409_50, '壹仟肆佰零玖元伍角整'],
    ['zeros between', 6_007_14, '陆仟零柒元壹角肆分'],
    ['yuan is zero', 1_680_32, '壹仟陆佰捌拾元叁角贰分'],
    ['wan is zero', 107_000_53, '壹拾万柒仟元伍角叁分'],
    ['jiao is zero', 16_409_02, '壹万陆仟肆佰零玖元零贰分'],
    ['jiao is zero again', 325_04, '叁佰贰拾伍元零肆分'],
    ['a thousand missing', 10_500_00, '壹万零伍佰元整'],
    ['ten thousands and one', 10_001_00, '壹万零壹元整'],
    ['a hundred million', 100_000_000_00, '壹亿元整'],
    ['a group of zeros', 100_000_001_00, '壹亿零壹元整'],
    ['a group of zeros before thousands', 100_005_000_00, '壹亿零伍仟元整'],
    ['a hundred million and ten thousand', 100_010_000_00, '壹亿零壹万元整'],
    ['zeros in both groups', 100_200_300_00, '壹亿零贰拾万零叁佰元整'],
    ['twelve digits', 999_999_999_999_99, '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['twelve digits of zeros', 100_000_000_000_00, '壹仟亿元整'],
    ['owed the other way', -1_280_00, '负壹仟贰佰捌拾元整'],
    ['a fen owed', -1, '负壹分'],
  ])('%s: %d', (_, minor, expected) => {
    expect(capitalAmount(minor)).toBe(expected);
  });

  test('of what is no amount there is none', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 100_000_000_000_000]) {
      expect(capitalAmount(wrong)).toBeUndefined();
    }
  });

  test('says the amount, and no other says the same', () => {
    const amount = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 });
    fc.assert(
      fc.property(amount, (minor) => {
        const words = capitalAmount(minor) ?? '';
        expect(readBack(words)).toBe(minor);
        expect(words).not.toMatch(/零零|零[拾佰仟万亿]|^零.+[角分]|元.*元/);
      }),
    );
  });
});

/** Reads 大写 as a cashier does. */
function readBack(words: string): number {
  const sign = words.startsWith('负') ? -1 : 1;
  const [yuan, rest] = words.includes('元') ? words.replace('负', '').split('元') : ['', words.replace('负', '')];
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const sign of yuan ?? '') {
    const number = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign);
    const place = '拾佰仟'.indexOf(sign);
    if (number >= 0) digit = number;
    else if (place >= 0) {
      group += digit * 10 ** (place + 1);
      digit = 0;
    } else {
      total += (group + digit) * (sign === '亿' ? 100_000_000 : 10_000);
      group = 0;
      digit = 0;
    }
  }
  const small = (word: string) =>
    '零壹贰叁肆伍陆柒捌玖'.indexOf(new RegExp(`(.)${word}`).exec(rest ?? '')?.[1] ?? '零');
  return sign * ((total + group + digit) * 100 + small('角') * 10 + small('分')) || 0;
}
