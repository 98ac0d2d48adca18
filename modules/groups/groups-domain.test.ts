import { describe, expect, it } from 'vitest';
import { groupKind, readyKinds } from './contract/group-kind.ts';
import { membershipRule } from './contract/membership-rule.ts';
import { faultIn, hasRule, meets } from './domain/check-rule.ts';
import { differenceOf } from './domain/difference.ts';
import { displayName } from './domain/display-name.ts';
import { isBreach } from './domain/find-breach.ts';
import { fullName, ownNameIn, patternInWords } from './domain/group-name.ts';
import { similarNames } from './domain/similar-names.ts';

const facts = { company: '云澜酒店集团', department: '平台组', year: '2026' };
const company = { namePattern: '{company}{name}' };

describe('names', () => {
  it('like one that exists are found', () => {
    const others = ['安全生产群', '安全生产交流群', '迎新群', 'Safety talk'];
    expect(similarNames('安全生产', others)).toEqual(['安全生产群', '安全生产交流群']);
    expect(similarNames('安全检查群', others)).toEqual([]);
    expect(similarNames('safety  Talk', others)).toEqual(['Safety talk']);
    expect(similarNames('群', others)).toEqual([]);
  });
  it('are company and own name, and the company stands there once', () => {
    expect(fullName(company, facts, '安全群')).toBe('云澜酒店集团安全群');
    expect(fullName(company, facts, '云澜酒店集团安全群')).toBe('云澜酒店集团安全群');
    expect(fullName({ namePattern: '{year}-{name}-{department}' }, facts, '$& 迎新')).toBe('2026-$& 迎新-平台组');
    expect(patternInWords(company, facts)).toBe('云澜酒店集团+群名');
  });
  it('off the pattern have no own part', () => {
    expect(ownNameIn(company, facts, '云澜酒店集团安全群')).toBe('安全群');
    for (const name of ['安全群', '云澜酒店集团', '云澜酒店集团 ', '云澜安全群'])
      expect(ownNameIn(company, facts, name)).toBeNull();
    const both = { namePattern: '{company}{name}集团' };
    expect(ownNameIn(both, facts, '云澜酒店集团')).toBeNull();
    expect(ownNameIn(both, facts, '云澜酒店集团安全集团')).toBe('安全');
  });
  it('in the group follow the part in it', () => {
    const kind = readyKinds.department ?? expect.fail();
    expect((['leader', 'deputy', 'member', 'guest'] as const).map((role) => displayName(kind, role, '李梅'))).toEqual([
      '李梅(群负责人)',
      '李梅(副负责人)',
      '李梅',
      '李梅(访客)',
    ]);
  });
});

it('the ready kinds are kinds', () => {
  for (const kind of Object.values(readyKinds)) expect(groupKind.parse(kind)).toEqual(kind);
});

describe('who should be in', () => {
  const set = (...ids: string[]) => new Set(ids);
  it('guests and leaders are in by another right', () => {
    const group = {
      hasRule: true,
      shouldBeIn: set('a', 'b'),
      isIn: set('b', 'x', 'guest', 'leader'),
      guests: set('guest'),
      leaders: set('leader', 'deputy'),
    };
    expect(differenceOf(group)).toEqual({ join: ['a', 'deputy'], leave: ['x'] });
    expect(differenceOf({ ...group, hasRule: false })).toEqual({ join: ['deputy'], leave: [] });
  });
  it('a rule may carry a condition in FEEL', () => {
    const rule = membershipRule.parse({ everybody: true, condition: 'isHead or contains(jobTitle, "经理")' });
    expect(hasRule(rule)).toBe(true);
    expect(hasRule(membershipRule.parse({}))).toBe(false);
    expect(faultIn(rule)).toBeNull();
    expect(faultIn({ ...rule, condition: 'salary > 3' })).toBe('salary');
    expect(faultIn({ ...rule, condition: '1 + 1' })).toBe('1 + 1');
    const person = { department: '财务部', jobTitle: '客房经理', staffType: 'regular', posts: '', isHead: false };
    expect(meets(rule.condition ?? '', person)).toBe(true);
    expect(meets(rule.condition ?? '', { ...person, jobTitle: '会计' })).toBe(false);
    expect(meets(rule.condition ?? '', { ...person, jobTitle: null })).toBe(false);
  });
});

describe('a breach', () => {
  const open = { toldAt: '2026-03-06T10:00:00Z', dueAt: '2026-03-10T10:00:00Z', settledAt: null, clearedAt: null };
  const group = { apply: 'proposed', inGrace: false } as const;
  const due = '2026-03-10T10:00:00Z';
  it('is only what was told, overdue and not looked after', () => {
    expect(isBreach(open, group, due)).toBe(true);
    expect(isBreach(open, group, '2026-03-10T09:59:59Z')).toBe(false);
    expect(isBreach({ ...open, toldAt: null }, group, due)).toBe(false);
    expect(isBreach({ ...open, dueAt: null }, group, due)).toBe(false);
    expect(isBreach({ ...open, clearedAt: due }, group, due)).toBe(false);
    expect(isBreach({ ...open, settledAt: due }, group, due)).toBe(false);
  });
  it('is never what the system could have done itself, nor what lies before the day of grace', () => {
    expect(isBreach(open, { ...group, apply: 'automatic' }, due)).toBe(false);
    expect(isBreach(open, { ...group, inGrace: true }, due)).toBe(false);
  });
});
