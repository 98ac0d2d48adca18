import { describe, expect, it } from 'vitest';
import { isTimeZone } from './is-time-zone.ts';
import { resolveRole, type StructureAround } from './resolve-role.ts';
import { searchTokens, searchWords, sortKey } from './search-keys.ts';
import { startOfDay } from './start-of-day.ts';
import { todayIn } from './today-in.ts';
import { whoTakesOver } from './who-takes-over.ts';

const nobody = {
  alias: null,
  account: 'x1',
  phone: null,
  landline: null,
  email: null,
  staffNumber: null,
  jobTitle: null,
};
const finds = (person: Partial<Parameters<typeof searchTokens>[0]> & { name: string }, typed: string) => {
  const tokens = searchTokens({ ...nobody, ...person });
  return searchWords(typed).every((word) => tokens.some((token) => token.startsWith(word)));
};

describe('search (D5)', () => {
  it.each(['张', '三丰', 'zhang', 'zhangsf', 'zsf', 'sf', 'sanfeng', 'ZS', 'zhang sanfeng', 'ｚｓｆ'])(
    'finds 张三丰 by %s',
    (typed) => expect(finds({ name: '张三丰' }, typed)).toBe(true),
  );
  it('doesn’t find by what isn’t there', () => {
    for (const typed of ['张四', 'zsfx', 'hang', '丰三']) expect(finds({ name: '张三丰' }, typed)).toBe(false);
  });
  it('reads surnames as surnames, also of two characters', () => {
    expect(finds({ name: '单雄信' }, 'shanxiong')).toBe(true);
    expect(finds({ name: '曾国藩' }, 'zgf')).toBe(true);
    expect(finds({ name: '欧阳修' }, 'ouyangxiu')).toBe(true);
  });
  it('finds ü typed as v and as u', () => {
    expect(finds({ name: '吕布' }, 'lvbu')).toBe(true);
    expect(finds({ name: '吕布' }, 'lubu')).toBe(true);
  });
  it('finds by phone with blanks, country code or its last digits; not by three digits', () => {
    const person = { name: '李四', phone: '+86 138-0013-8000' };
    for (const typed of ['13800138000', '138 0013 8000', '+86138', '8000']) expect(finds(person, typed)).toBe(true);
    expect(finds(person, '000')).toBe(false);
  });
  it('finds by account, e-mail, staff number, alias, job title', () => {
    const person = {
      name: '王五',
      account: 'Wang.Wu',
      email: 'ww@example.com',
      staffNumber: 'HT-0042',
      alias: 'Victor',
      jobTitle: '财务经理',
    };
    for (const typed of ['wang.w', 'wu', 'ww@ex', 'ht-00', '0042', 'vic', '经理', '财务 wangwu']) {
      expect(finds(person, typed), typed).toBe(true);
    }
  });
  it('takes names that aren’t Chinese, and emoji', () => {
    expect(finds({ name: 'Anna Maria Schmidt' }, 'schm')).toBe(true);
    expect(finds({ name: 'Anna Maria Schmidt' }, 'ams')).toBe(true);
    expect(searchTokens({ ...nobody, name: '🙂' })).toContain('🙂');
  });
  it('orders by pinyin', () => {
    expect(['张三', '阿宝', '李四', 'Bob'].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
      '阿宝',
      'Bob',
      '李四',
      '张三',
    ]);
  });
});

describe('days', () => {
  it('knows which day it is where the employer is', () => {
    const now = Temporal.Instant.from('2026-11-22T16:30:00Z');
    expect(todayIn('Asia/Shanghai', now)).toBe('2026-11-23');
    expect(todayIn('Europe/Berlin', now)).toBe('2026-11-22');
    expect(startOfDay('2026-11-23', 'Asia/Shanghai').toString()).toBe('2026-11-22T16:00:00Z');
  });
  it('tells time zones from other words', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    for (const wrong of ['Asia/Shang', '+08:00', '']) expect(isTimeZone(wrong)).toBe(false);
  });
});

describe('supervisors', () => {
  it('hands reports over without making a circle', () => {
    const leaver = { reports: ['r1', 'r2'], supervisorId: 'boss' };
    expect(whoTakesOver({ ...leaver, successorId: null, aboveSuccessor: [] }).map((one) => one.supervisorId)).toEqual([
      'boss',
      'boss',
    ]);
    expect(whoTakesOver({ ...leaver, successorId: 's', aboveSuccessor: ['r2', 'leaver', 'boss'] })).toEqual([
      { personId: 'r1', supervisorId: 's' },
      { personId: 'r2', supervisorId: 'boss' },
    ]);
    expect(
      whoTakesOver({ ...leaver, successorId: 'r1', aboveSuccessor: ['leaver', 'boss'] }).map((one) => one.supervisorId),
    ).toEqual(['boss', 'r1']);
  });
});

describe('roles relative to a person (W2)', () => {
  const structure: StructureAround = {
    mainDepartment: new Map([
      ['me', 'team'],
      ['lead', 'team'],
    ]),
    employer: new Map([['me', 'e1']]),
    chain: new Map([['team', ['team', 'dept', 'top']]]),
    heads: new Map([
      ['team', ['lead']],
      ['dept', []],
      ['top', ['gm', 'vice']],
    ]),
    supervisors: new Map([['me', ['lead', 'gm']]]),
    holders: new Map([
      [
        'hr',
        [
          { personId: 'h1', departmentId: 'top', employerId: 'e1' },
          { personId: 'h2', departmentId: 'other', employerId: 'e2' },
        ],
      ],
    ]),
  };
  const who = (personId: string, rule: Parameters<typeof resolveRole>[2]) =>
    resolveRole(structure, personId, rule).map((one) => one.personId);

  it('finds heads, going up past departments without one and past oneself', () => {
    expect(who('me', { kind: 'departmentHead', levelsUp: 0, nearestAbove: true })).toEqual(['lead']);
    expect(who('lead', { kind: 'departmentHead', levelsUp: 0, nearestAbove: true })).toEqual(['gm', 'vice']);
    expect(who('me', { kind: 'departmentHead', levelsUp: 1, nearestAbove: false })).toEqual([]);
    expect(who('lead', { kind: 'departmentHead', levelsUp: 0, nearestAbove: false })).toEqual(['lead']);
  });
  it('finds supervisors by level', () => {
    expect(who('me', { kind: 'supervisor', level: 2 })).toEqual(['gm']);
    expect(who('me', { kind: 'supervisor', level: 3 })).toEqual([]);
    expect(who('me', { kind: 'supervisors', upTo: 9 })).toEqual(['lead', 'gm']);
  });
  it('finds holders of a post near, in the employer, in the group', () => {
    expect(who('me', { kind: 'post', postId: 'hr', where: 'department' })).toEqual([]);
    expect(who('me', { kind: 'post', postId: 'hr', where: 'nearestAbove' })).toEqual(['h1']);
    expect(who('me', { kind: 'post', postId: 'hr', where: 'employer' })).toEqual(['h1']);
    expect(who('me', { kind: 'post', postId: 'hr', where: 'group' })).toEqual(['h1', 'h2']);
  });
});
