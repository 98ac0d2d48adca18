import { expect, it } from 'vitest';
import { isInNetwork, isNetwork } from './contract/network.ts';
import { readCode, writeCode } from './domain/activation-code.ts';
import { type EarlierAttempts, secondsToWait } from './domain/back-off.ts';
import { checkPassword } from './domain/check-password.ts';
import { findZone } from './domain/find-zone.ts';
import { isHabit } from './domain/is-habit.ts';
import { maskName } from './domain/mask-name.ts';
import { networkOf } from './domain/network-of.ts';
import { type EarlierSignIns, unusualReasons } from './domain/unusual-reasons.ts';
import { base32, matchingStep, stepAt, totpCode } from './server/totp-code.ts';

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

const quiet: EarlierAttempts = {
  failures: 0,
  lastFailureAge: 0,
  networkFailures: 0,
  networkLastFailureAge: 0,
  accountFailures: 0,
  accountLastFailureAge: 0,
  codeFailures: 0,
  codeLastFailureAge: 0,
  known: false,
  deviceKnown: false,
};

it('waits twice as long after every further failure, up to a quarter of an hour', () => {
  const after = (failures: number, lastFailureAge = 0) => secondsToWait({ ...quiet, failures, lastFailureAge });
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

it('keeps an attacked account open in the browsers and networks that its owner uses', () => {
  const attacked = { ...quiet, networkFailures: 500, accountFailures: 500, codeFailures: 40 };
  expect(secondsToWait(attacked)).toBe(3600);
  expect(secondsToWait({ ...attacked, codeFailures: 0 })).toBe(900);
  expect(secondsToWait({ ...attacked, codeFailures: 0, known: true })).toBe(0);
  expect(secondsToWait({ ...attacked, deviceKnown: true })).toBe(0);
  // Codes were typed by somebody who knows the password: a network is no excuse for that.
  expect(secondsToWait({ ...attacked, known: true })).toBe(3600);
  expect([9, 10, 11, 17].map((codeFailures) => secondsToWait({ ...quiet, codeFailures }))).toEqual([0, 30, 60, 3600]);
});

it('reads networks, and nothing that only looks like one', () => {
  for (const good of ['10.0.0.0/8', '192.0.2.7', '::/0', '2001:db8::/32', '::ffff:10.0.0.1', '64:ff9b::192.0.2.1']) {
    expect([good, isNetwork(good)]).toEqual([good, true]);
  }
  for (const bad of [
    '',
    '10.0.0.0/33',
    '10.0.0',
    '010.0.0.1',
    '256.1.1.1',
    '1::2::3',
    'g::',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '1:2:3:4:5:6:7:8:9',
    'localhost',
    '10.0.0.0/8 or 1=1',
  ]) {
    expect([bad, isNetwork(bad)]).toEqual([bad, false]);
  }
  expect(isInNetwork('10.255.0.1', '10.0.0.0/8')).toBe(true);
  expect(isInNetwork('11.0.0.1', '10.0.0.0/8')).toBe(false);
  expect(isInNetwork('::ffff:10.1.2.3', '10.0.0.0/8')).toBe(true);
  expect(isInNetwork('2001:db8:ffff::1', '2001:db8::/32')).toBe(true);
  expect(isInNetwork('2001:db9::1', '2001:db8::/32')).toBe(false);
  expect(isInNetwork('10.0.0.1', '::/0')).toBe(false);
  expect(isInNetwork('', '0.0.0.0/0')).toBe(false);
  const zones = [
    { name: 'HQ', networks: ['10.1.0.0/16'], trusted: true },
    { name: 'all', networks: ['10.0.0.0/8'], trusted: false },
  ];
  expect([findZone(zones, '10.1.2.3')?.name, findZone(zones, '10.2.2.3')?.name, findZone(zones, '8.8.8.8')]).toEqual([
    'HQ',
    'all',
    undefined,
  ]);
});

it('tells of another browser, another place too soon, and a success after many failures; not of another network alone', () => {
  const usual: EarlierSignIns = {
    any: true,
    deviceKnown: true,
    networkKnown: true,
    failures: 0,
    zone: 'HQ',
    untrusted: false,
    last: { zone: 'HQ', minutes: 600 },
  };
  expect(unusualReasons(usual)).toEqual({ reasons: [], tell: false });
  expect(unusualReasons({ ...usual, any: false, deviceKnown: false, networkKnown: false })).toEqual({
    reasons: [],
    tell: false,
  });
  expect(unusualReasons({ ...usual, networkKnown: false })).toEqual({ reasons: ['newNetwork'], tell: false });
  expect(unusualReasons({ ...usual, networkKnown: false, deviceKnown: undefined }).tell).toBe(true);
  expect(unusualReasons({ ...usual, deviceKnown: false })).toEqual({ reasons: ['newDevice'], tell: true });
  expect(unusualReasons({ ...usual, failures: 5 })).toEqual({ reasons: ['manyFailures'], tell: true });
  expect(unusualReasons({ ...usual, zone: 'Plant', last: { zone: 'HQ', minutes: 29 } })).toEqual({
    reasons: ['elsewhere'],
    tell: true,
  });
  expect(unusualReasons({ ...usual, zone: 'Plant', last: { zone: 'HQ', minutes: 30 } }).tell).toBe(false);
});

it('makes the codes of RFC 6238, takes one step of skew, and each code once', () => {
  const secret = Buffer.from('12345678901234567890');
  // RFC 6238, appendix B: the last six digits.
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const) {
    const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
    expect(totpCode(secret, stepAt(now))).toBe(code);
    const step = stepAt(now);
    if (step < 4) continue;
    for (const off of [-30, 0, 30]) expect(matchingStep(secret, code, now.add({ seconds: off }), null)).toBe(step);
    for (const off of [-60, 60]) expect(matchingStep(secret, code, now.add({ seconds: off }), null)).toBeUndefined();
    expect(matchingStep(secret, code, now, step)).toBeUndefined();
    expect(matchingStep(secret, code, now, step - 1)).toBe(step);
  }
  for (const wrong of ['', '28708', '2870822', '28708x', '２８７０８２']) {
    expect(matchingStep(secret, wrong, Temporal.Instant.fromEpochMilliseconds(59_000), null)).toBeUndefined();
  }
  expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
});
