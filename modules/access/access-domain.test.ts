import { expect, it } from 'vitest';
import { readCode, writeCode } from './domain/activation-code.ts';
import { secondsToWait } from './domain/back-off.ts';
import { checkPassword } from './domain/check-password.ts';
import { isHabit } from './domain/is-habit.ts';
import { maskName } from './domain/mask-name.ts';
import { networkOf } from './domain/network-of.ts';

it('writes codes without letters that people mistake, and reads them as people type them', () => {
  const code = writeCode(Uint8Array.from({ length: 16 }, (_, n) => n * 17));
  expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  expect(readCode(` ${code.toLowerCase().replaceAll('-', ' － ')}\n`)).toBe(code.replaceAll('-', ''));
  for (const wrong of ['', 'AAAA-BBBB-CCCC', 'AAAA-BBBB-CCCC-DDD0', 'AAAA-BBBB-CCCC-DDDDE', 'АAAA-BBBB-CCCC-DDDD']) {
    expect(readCode(wrong)).toBeUndefined();
  }
});

it('masks names', () => {
  expect(['张', '张三', '欧阳明月', 'Ann', 'Mary-Jane Watson', '𠮷野家'].map(maskName)).toEqual([
    '张*',
    '张*',
    '欧***',
    'A**',
    'M******** W*****',
    '𠮷**',
  ]);
});

it('takes an IPv6 network as one place', () => {
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  for (const same of ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff::', '2001:db8:1:2:3:4:5:6%eth0']) {
    expect(networkOf(same)).toBe('2001:db8:1:2::/64');
  }
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});

it('waits twice as long after every further failure, up to a quarter of an hour', () => {
  const after = (failures: number, lastFailureAge = 0) =>
    secondsToWait({ failures, lastFailureAge, networkFailures: 0, networkLastFailureAge: 0, known: false });
  expect([0, 4, 5, 6, 7, 10, 50].map((failures) => after(failures))).toEqual([0, 0, 30, 60, 120, 900, 900]);
  expect([after(5, 29.5), after(5, 30), after(0, Number.POSITIVE_INFINITY)]).toEqual([1, 0, 0]);
});

it('counts characters of a password as people do, and letters without case as signs', () => {
  const rules = { minLength: 10, classes: 3, strength: 3 };
  expect(checkPassword('😀😀😀😀😀aA1', rules, [])).toBe('tooShort');
  expect(checkPassword('灯笼茶壶雨伞水獭山岚', rules, [])).toBe('tooPlain');
  expect(checkPassword('灯笼茶壶雨伞水獭aB', rules, [])).toBeUndefined();
  expect(checkPassword('Teapot-Lantern-58', rules, ['li'])).toBeUndefined();
});

it.each([
  ['Zhangxiaoming1990!', 'a name in pinyin with a year'],
  ['Wang.Fang@1988', 'the same with signs between'],
  ['Liwei19900315', 'a name with a birthday'],
  ['Shengri0315!', 'the word birthday with a day'],
  ['Aa5201314!', 'a number that sounds like words'],
  ['Woaini@5201314', 'the same with pinyin'],
  ['13812345678aA!', 'a mobile number'],
  ['1990Zhangwei!', 'a year in front'],
  ['Xiaomi@123456', 'a brand with a row of digits'],
])('%s is what is guessed first: %s', (password) => {
  expect(isHabit(password)).toBe(true);
  expect(checkPassword(password, { minLength: 6, classes: 1, strength: 3 }, [])).toBe('guessable');
});

it.each(['Teapot-Lantern-58', 'Shuihu-Denglong-Yusan-9', '灯笼茶壶雨伞水獭aB', 'Sunny-Otter-7741', 'Zhangwei-73919'])(
  '%s isn’t taken for a habit',
  (password) => expect(isHabit(password)).toBe(false),
);

it('counts the names of the company as guessed', () => {
  const rules = { minLength: 10, classes: 2, strength: 3 };
  expect(checkPassword('Hengyuandakeji-2', rules, [])).toBeUndefined();
  expect(checkPassword('Hengyuandakeji-2', rules, [], ['hengyuandakeji'])).toBe('guessable');
});
