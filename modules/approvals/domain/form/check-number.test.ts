import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBankCard, isIdentityCard, isPhone, plainNumber } from './check-number.ts';

const today = '2026-11-22';

test.each([
  // The example of the standard, and one whose check digit is X.
  ['11010519491231002X', true],
  ['440524188001010014', true],
  ['110105194912310021', false],
  ['11010519490231002X', false],
  ['110105209901010012', false],
  ['11010519491231002x', false],
  ['110105491231002', false],
  ['', false],
])('identity card %s: %s', (text, expected) => {
  expect(isIdentityCard(text, today)).toBe(expected);
});

test('one wrong digit of an identity card is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const right = '11010519491231002X';
      const wrong = right.slice(0, place) + ((Number(right[place]) + by) % 10) + right.slice(place + 1);
      expect(isIdentityCard(wrong, today)).toBe(false);
    }),
  );
});

test.each([
  ['4111111111111111', true],
  ['6222021234567890128', true],
  ['4111111111111112', false],
  ['0000000000000000', false],
  ['411111111111', false],
  ['41111111', false],
])('bank card %s: %s', (text, expected) => {
  expect(isBankCard(text)).toBe(expected);
});

test('of ten cards that differ in the last digit one is right', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{11,17}$/), (beginning) => {
      expect([...'0123456789'].filter((last) => isBankCard(beginning + last))).toHaveLength(1);
    }),
  );
});

test.each([
  ['13800138000', true],
  ['010-62345678', true],
  ['0755-26001234-801', true],
  ['4008001234', true],
  ['+442071234567', true],
  ['12800138000', false],
  ['1380013800', false],
  ['abc', false],
])('phone %s: %s', (text, expected) => {
  expect(isPhone(text)).toBe(expected);
});

test('numbers as people write them', () => {
  expect(plainNumber(' ４１１１ 1111\u00a01111 1111 ')).toBe('4111111111111111');
  expect(plainNumber('11010519491231002x')).toBe('11010519491231002X');
});
