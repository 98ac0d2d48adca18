import { describe, expect, it } from 'vitest';
import type { Lookout } from './contract/rule.ts';
import { isBankCard, isIdCard } from './domain/find-numbers.ts';
import { foldText } from './domain/fold-text.ts';
import { inScope } from './domain/in-scope.ts';
import { makeLookout } from './domain/make-lookout.ts';
import { textsOf } from './domain/texts-of.ts';

const pieces = (lookout: Lookout, text: string) =>
  makeLookout(lookout)(foldText(text)).map(({ start, end }) => text.slice(start, end));
const words = (...list: string[]): Lookout => ({ kind: 'words', words: list });
const patterns = (...list: ('idCard' | 'bankCard' | 'phone' | 'homeAddress')[]): Lookout => ({
  kind: 'patterns',
  patterns: list,
});
const links = (hit: 'denied' | 'notAllowed', allow: string[], deny: string[]): Lookout => ({
  kind: 'links',
  hit,
  allow,
  deny,
});

describe('words', () => {
  it.each([
    ['大家来赌博吧', '赌博'],
    ['大家来赌 博吧', '赌 博'],
    ['大家来赌*-博吧', '赌*-博'],
    ['大家来赌\u200b\u2060博吧', '赌\u200b\u2060博'],
    ['来 ＣＡＳＩＮＯ 玩', 'ＣＡＳＩＮＯ'],
    ['Casino', 'Casino'],
    ['c.a.s.i.n.o', 'c.a.s.i.n.o'],
    ['cásino', 'cásino'],
    ['𝓬𝓪𝓼𝓲𝓷𝓸!', '𝓬𝓪𝓼𝓲𝓷𝓸'],
    ['去casino玩', 'casino'],
  ])('%s', (text, piece) => {
    expect(pieces(words('赌博', 'casino'), text)).toEqual([piece]);
  });
  it.each(['我打赌，博物馆开门', '打赌。博物馆', 'casinos', 'cas ino', 'occasino', '赌气', '两行\n赌\n博'])(
    'not in: %s',
    (text) => {
      expect(pieces(words('赌博', 'casino'), text)).toEqual([]);
    },
  );
  it('finds words inside and after each other, and the shorter within the longer', () => {
    expect(pieces(words('he', 'she', '上海', '海滩'), '上海滩 she')).toEqual(['上海', '海滩', 'she']);
    expect(pieces(words('中国', '中国人', '国人'), '中国人')).toEqual(['中国', '中国人', '国人']);
  });
  it('a list of signs finds nothing, and not everything', () => {
    expect(pieces(words('***', '赌'), '* * *')).toEqual([]);
  });
});

describe('numbers', () => {
  it('an ID card has a region, a day that exists and its check character', () => {
    expect(isIdCard('11010519491231002x')).toBe(true);
    expect(isIdCard('440524188001010014')).toBe(false);
    expect(isIdCard('110105194912310021')).toBe(false);
    expect(isIdCard('11010519490231002x')).toBe(false);
    expect(isIdCard('99010519491231002x')).toBe(false);
  });
  it('a bank card has an issuer and Luhn’s digit', () => {
    expect(isBankCard('4111111111111111')).toBe(true);
    expect(isBankCard('4111111111111112')).toBe(false);
    expect(isBankCard('6222021234567890128'.slice(0, 19))).toBe(luhn('6222021234567890128'));
    expect(isBankCard('9111111111111111')).toBe(false);
  });
  it.each([
    ['身份证11010519491231002X，请查收', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', '１１０１０５１９４９１２３１００２Ｘ'],
    ['110105 19491231 002X', '110105 19491231 002X'],
    ['4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1', '4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1'],
    ['手机138-0013-8000', '138-0013-8000'],
    ['+86 138 0013 8000', '86 138 0013 8000'],
    ['13\u200b800138000', '13\u200b800138000'],
  ])('%s', (text, piece) => {
    expect(pieces(patterns('idCard', 'bankCard', 'phone'), text)).toEqual([piece]);
  });
  it('two numbers after each other are two', () => {
    expect(pieces(patterns('phone'), '13800138000 13900139000')).toEqual(['13800138000', '13900139000']);
  });
  it.each(['订单1380013800012', 'a13800138000', '8f13800138000c', '2026-03-11 12:00', '12800138000'])(
    'not in: %s',
    (text) => {
      expect(pieces(patterns('idCard', 'bankCard', 'phone'), text)).toEqual([]);
    },
  );
});

const luhn = (text: string) =>
  [...text].reverse().reduce((sum, one, at) => {
    const value = Number(one) * (at % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

it('a home address is a street or an estate with building and flat; an office’s isn’t', () => {
  const found = (text: string) => pieces(patterns('homeAddress'), text);
  expect(found('我住在中山路18号3栋502室')).toHaveLength(1);
  expect(found('寄到阳光花园12号楼2单元1502室')).toHaveLength(1);
  expect(found('中山路18号')).toEqual([]);
  expect(found('3楼会议室，301室')).toEqual([]);
  expect(found('办公室在中山路')).toEqual([]);
});

describe('links', () => {
  const denied = links('denied', [], ['bad.com', '坏.中国']);
  it.each([
    ['看 https://bad.com/x?y=1 这里', 'https://bad.com/x?y=1'],
    ['HTTPS://WWW.BAD.COM', 'HTTPS://WWW.BAD.COM'],
    ['http://good.com@bad.com/', 'http://good.com@bad.com/'],
    ['http://bad.com:8080', 'http://bad.com:8080'],
    ['去 bad.com 看', 'bad.com'],
    ['ｂａｄ．ｃｏｍ', 'ｂａｄ．ｃｏｍ'],
    ['ba\u200bd.com', 'ba\u200bd.com'],
    ['去bad.com看', 'bad.com'],
    ['http://坏.中国/', 'http://坏.中国/'],
  ])('%s', (text, piece) => {
    expect(pieces(denied, text)).toEqual([piece]);
  });
  it.each(['https://notbad.com', 'https://bad.com.cn', 'me@bad.com', '3.14', 'v1.2.3', '报表.xlsx report.pdf'])(
    'not in: %s',
    (text) => {
      expect(pieces(denied, text)).toEqual([]);
    },
  );
  it('what isn’t allowed is found, and what is denied below an allowed host', () => {
    const only = links('notAllowed', ['our.cn'], ['old.our.cn']);
    expect(pieces(only, 'https://our.cn https://a.our.cn https://old.our.cn other.com')).toEqual([
      'https://old.our.cn',
      'other.com',
    ]);
  });
});

it('an ad offers something and says how to take it up', () => {
  expect(pieces({ kind: 'ads' }, '加我买课，稳赚')).not.toEqual([]);
  expect(pieces({ kind: 'ads' }, '日结 13800138000')).not.toEqual([]);
  expect(pieces({ kind: 'ads' }, '加我一个，下午开会')).toEqual([]);
  expect(pieces({ kind: 'ads' }, '这个月日结账单')).toEqual([]);
});

it('a rule holds where its scope says', () => {
  const of = { employerId: 'e', postIds: ['p'], place: 'groups', groupKind: 'department' } as const;
  const scope = { places: 'everywhere', groupKinds: [], employerIds: [], postIds: [] } as const;
  const copy = (part: object) => ({ ...scope, groupKinds: [], employerIds: [], postIds: [], ...part });
  expect(inScope(copy({}), of)).toBe(true);
  expect(inScope(copy({ places: 'direct' }), of)).toBe(false);
  expect(inScope(copy({ groupKinds: ['department'] }), of)).toBe(true);
  expect(inScope(copy({ groupKinds: ['department'] }), { ...of, groupKind: null })).toBe(false);
  expect(inScope(copy({ employerIds: ['x'] }), of)).toBe(false);
  expect(inScope(copy({ postIds: ['p'], employerIds: ['e'] }), of)).toBe(true);
});

it('texts of a merged forward are read, however it is nested, and not without end', () => {
  const item = (body: object) => ({ body });
  expect(textsOf({ items: [item({ text: 'a' }), item({ items: [item({ text: 'b' })] })] })).toBe('a\nb');
  let body: Record<string, unknown> = { text: 'deep' };
  for (let level = 0; level < 1000; level += 1) body = { items: [item(body)] };
  expect(textsOf(body)).toBe('');
});

it('texts of 100,000 characters made to be slow take work in proportion to their length', () => {
  const list = [...Array(5_000).keys()].map((n) => `${'a'.repeat(n % 40)}${n}赌`);
  const finders = [
    words(...list, 'a'.repeat(49), `${'a'.repeat(48)}b`),
    patterns('idCard', 'bankCard', 'phone', 'homeAddress'),
    links('notAllowed', [], ['bad.com']),
    { kind: 'ads' } as const,
  ].map(makeLookout);
  for (const unit of [
    'a',
    'a.',
    '1',
    '1 ',
    '1-',
    'http://',
    'a@',
    '/',
    '路1号',
    '路1室',
    '.',
    '日结',
    '\u200b',
    '赌 ',
    '1x',
  ]) {
    const looked = count(unit.repeat(Math.ceil(100_000 / unit.length)));
    for (const find of finders) find(looked.text);
    expect(looked.reads() / 100_000, unit).toBeLessThan(500);
  }
}, 60_000);

/** The folded text with a count of how often its characters are read. */
function count(text: string) {
  let reads = 0;
  const folded = foldText(text);
  const characters = new Proxy(folded.characters as string[], {
    get: (target, name, receiver) => {
      reads += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { text: { ...folded, characters }, reads: () => reads };
}
