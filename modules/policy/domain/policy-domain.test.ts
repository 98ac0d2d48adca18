import { describe, expect, test } from 'vitest';
import type { ContentFinding, Fact, GroupDuty, OverdueTask } from '../contract/fact.ts';
import { pack } from '../contract/rulebook.ts';
import { groupRules } from '../server/packs/group-rules.ts';
import { platformRules } from '../server/packs/platform-rules.ts';
import { shippedPacks } from '../server/packs/shipped-packs.ts';
import { isNextStep, lacksOf, stateStep } from './article-life.ts';
import { brakeStops } from './brake-stops.ts';
import { consequenceOf, stepOf } from './consequence-of.ts';
import { decideOnCase } from './decide-on-case.ts';
import { type Circumstances, findCase, type History, narrowest, type RunningArticle } from './find-case.ts';
import { monthOf } from './month-of.ts';
import { protectSmallNumbers } from './protect-small-numbers.ts';
import { tellFact } from './tell-fact.ts';

const at = (text: string) => Temporal.Instant.from(text);
const delay = platformRules.articles.find((article) => article.rule !== null);
if (!delay?.rule) throw new Error('the pack has no rule');
const rule = delay.rule;

const inForce: RunningArticle = {
  rule,
  state: 'inForce',
  stateSince: at('2026-03-01T00:00:00+08:00'),
  settings: { period: 'calendarMonth', capPoints: 100, capFen: null },
  braked: false,
};
const fact: OverdueTask = {
  kind: 'overdueTask',
  key: 'a task',
  personId: '00000000-0000-7000-8000-000000000001',
  requestId: '00000000-0000-7000-8000-000000000002',
  requestNumber: 'QJ-20260302-001',
  openedAt: '2026-03-02T01:00:00Z',
  deliveredAt: '2026-03-02T01:05:00Z',
  dueAt: '2026-03-03T01:05:00Z',
  limit: { workdays: 1 },
  unknownYears: [],
  urges: [],
};
const fair: Circumstances = {
  workingTimeKnown: true,
  absences: [],
  outages: [],
  employedThen: true,
  acknowledgedAt: at('2026-03-01T00:00:00+08:00'),
  adopted: true,
};
const first: History = { cases: 0, points: 0, fen: 0 };
const leave = (from: string, to: string | null) => [{ from, to }];

test('the pack that ships is well formed and says what it quotes', () => {
  expect(pack.parse(platformRules)).toEqual(platformRules);
  expect(delay.quotation?.text).toContain('50');
  expect(rule.steps.map((step) => [step.upTo, step.points, step.quotedYuan])).toEqual([
    [3, 5, 50],
    [null, 10, 100],
  ]);
});

describe('the n-th time in a month', () => {
  test.each([
    [1, 5, 50],
    [2, 5, 50],
    [3, 5, 50],
    [4, 10, 100],
    [5, 10, 100],
  ])('%i: %i points, quoted %i yuan', (occurrence, points, quotedYuan) => {
    expect(stepOf(rule.steps, occurrence)).toMatchObject({ points, quotedYuan });
    const found = findCase(inForce, fact, fair, { ...first, cases: occurrence - 1 }, false);
    expect(found).toMatchObject({ outcome: 'case', consequence: { occurrence, points, quotedYuan, fen: null } });
  });

  test.each([
    ['the cap of points', { cases: 4, points: 25, fen: 0 }, { capPoints: 30, capFen: null }, 5, 10_000, true],
    ['a full cap', { cases: 4, points: 30, fen: 0 }, { capPoints: 30, capFen: null }, 0, 10_000, true],
    ['the cap of money', { cases: 4, points: 0, fen: 25_000 }, { capPoints: 100, capFen: 30_000 }, 10, 5_000, true],
    ['neither', { cases: 0, points: 0, fen: 0 }, { capPoints: 30, capFen: 30_000 }, 5, 5_000, false],
  ])('%s', (_what, history, caps, points, fen, capped) => {
    const settings = { period: 'calendarMonth' as const, ...caps };
    expect(consequenceOf(rule, settings, history, true)).toMatchObject({ points, fen, capped });
    expect(consequenceOf(rule, settings, history, false)).toMatchObject({ points, fen: null });
  });

  test('a month ends at midnight where the employer is', () => {
    expect(monthOf('2026-03-31T15:59:59Z', 'Asia/Shanghai')).toBe('2026-03');
    expect(monthOf('2026-03-31T16:00:00Z', 'Asia/Shanghai')).toBe('2026-04');
    expect(monthOf('2026-03-31T16:00:00Z', 'Europe/Berlin')).toBe('2026-03');
    expect(monthOf('2026-12-31T16:00:00Z', 'Asia/Shanghai')).toBe('2027-01');
  });
});

describe('what the system finds in favour of the person', () => {
  test.each([
    ['notDelivered', { ...fact, deliveredAt: null }, fair],
    ['noWorkingTime', fact, { ...fair, workingTimeKnown: false }],
    ['noWorkingTime', { ...fact, unknownYears: [2027] }, fair],
    ['lateHrEntry', fact, { ...fair, employedThen: false }],
    ['lateHrEntry', { ...fact, openedAt: '2026-03-04T01:00:00Z' }, fair],
    ['onLeave', fact, { ...fair, absences: leave('2026-03-03T00:00:00Z', '2026-03-03T04:00:00Z') }],
    ['onLeave', fact, { ...fair, absences: leave('2026-03-01T00:00:00Z', null) }],
    ['outage', fact, { ...fair, outages: leave('2026-03-02T23:00:00Z', '2026-03-02T23:10:00Z') }],
    ['beforeForce', fact, { ...fair, adopted: false }],
    ['beforeForce', { ...fact, deliveredAt: '2026-02-28T01:00:00Z' }, fair],
    ['notAcknowledged', fact, { ...fair, acknowledgedAt: null }],
    ['notAcknowledged', fact, { ...fair, acknowledgedAt: at('2026-03-02T02:00:00Z') }],
  ] as const)('%s', (defence, given, circumstances) => {
    expect(findCase(inForce, given as OverdueTask, circumstances, first, false)).toMatchObject({
      outcome: 'defence',
      defence,
    });
  });

  test('leave and outages before and after make no difference', () => {
    const absences = [
      ...leave('2026-03-01T00:00:00Z', '2026-03-02T01:05:00Z'),
      ...leave('2026-03-03T01:05:00Z', '2026-03-04T01:05:00Z'),
    ];
    expect(findCase(inForce, fact, { ...fair, absences, outages: absences }, first, false).outcome).toBe('case');
  });

  test('an article that only observes asks for no adoption, and still sees the defences', () => {
    const observing = { ...inForce, state: 'observe' as const };
    const unadopted = { ...fair, adopted: false, acknowledgedAt: null };
    expect(findCase(observing, fact, unadopted, first, false).outcome).toBe('observed');
    expect(findCase(observing, { ...fact, deliveredAt: null }, unadopted, first, false)).toMatchObject({
      defence: 'notDelivered',
    });
  });
});

test.each([
  ['off', 'nothing'],
  ['observe', 'observed'],
  ['remind', 'reminded'],
  ['inForce', 'case'],
] as const)('an article that is %s: %s', (state, outcome) => {
  expect(findCase({ ...inForce, state }, fact, fair, first, false).outcome).toBe(outcome);
});

test('a condition that doesn’t hold finds nothing, a stopped rule makes no case', () => {
  const strict = { ...inForce, rule: { ...rule, condition: 'urges > 1' } };
  expect(findCase(strict, fact, fair, first, false)).toEqual({ outcome: 'nothing', because: 'condition' });
  expect(findCase({ ...inForce, braked: true }, fact, fair, first, false).outcome).toBe('braked');
});

test('of two rules that fit, the narrower one is taken', () => {
  const found = findCase(inForce, fact, fair, first, false);
  const nothing = { outcome: 'nothing', because: 'off' } as const;
  const pick = narrowest([
    { found, narrowness: 1, name: 'wide' },
    { found, narrowness: 5, name: 'narrow' },
    { found: nothing, narrowness: 9, name: 'off' },
  ]);
  expect(pick?.name).toBe('narrow');
  expect(narrowest([{ found: nothing, narrowness: 9 }])).toBeUndefined();
});

describe('an article on its way into force', () => {
  test.each([
    ['off', 'observe', 'up'],
    ['observe', 'remind', 'up'],
    ['remind', 'inForce', 'up'],
    ['observe', 'inForce', 'refused'],
    ['off', 'inForce', 'refused'],
    ['observe', 'observe', 'refused'],
    ['inForce', 'off', 'down'],
    ['remind', 'observe', 'down'],
  ] as const)('%s to %s: %s', (from, to, step) => {
    expect(stateStep(from, to)).toBe(step);
  });

  const steps = [
    { kind: 'consultation', day: '2026-01-05' },
    { kind: 'decision', day: '2026-01-20' },
    { kind: 'posting', day: '2026-01-21' },
  ] as const;
  test('lacks what is missing of it', () => {
    expect(lacksOf({ rule, settings: inForce.settings }, steps)).toEqual([]);
    expect(lacksOf({ rule, settings: { period: null, capPoints: null, capFen: null } }, steps.slice(0, 1))).toEqual([
      'period',
      'capPoints',
      'decision',
      'posting',
    ]);
    expect(lacksOf({ rule: { ...rule, condition: 'guilt > 1' }, settings: inForce.settings }, steps)).toEqual([
      'condition',
    ]);
    expect(lacksOf({ rule: null, settings: inForce.settings }, steps)).toEqual(['rule']);
  });

  test('the employer’s procedure goes in its order', () => {
    const today = '2026-02-01';
    expect(isNextStep([], { kind: 'consultation', day: '2026-01-05' }, today)).toBe(true);
    expect(isNextStep([], { kind: 'decision', day: '2026-01-05' }, today)).toBe(false);
    expect(isNextStep(steps.slice(0, 1), { kind: 'decision', day: '2026-01-04' }, today)).toBe(false);
    expect(isNextStep(steps.slice(0, 2), { kind: 'posting', day: '2026-02-02' }, today)).toBe(false);
    expect(isNextStep(steps.slice(0, 2), { kind: 'posting', day: '2026-02-01' }, today)).toBe(true);
    expect(isNextStep(steps, { kind: 'posting', day: '2026-02-01' }, today)).toBe(false);
  });
});

test('a rule that suddenly finds many is stopped', () => {
  const brake = { least: 10, times: 5 };
  expect(brakeStops({ today: 10, before: 0 }, brake)).toBe(false);
  expect(brakeStops({ today: 11, before: 0 }, brake)).toBe(true);
  expect(brakeStops({ today: 11, before: 90 }, brake)).toBe(false);
  expect(brakeStops({ today: 16, before: 90 }, brake)).toBe(true);
});

describe('a decision', () => {
  const proposed = { points: 10, fen: 10_000 };
  const questions = [{ code: 'backlog' }];
  const yes = { backlog: true };
  test.each([
    ['uphold', undefined, yes, { ok: true, points: 10, fen: 10_000 }],
    ['uphold', undefined, {}, { ok: false, because: 'judgementMissing' }],
    ['uphold', undefined, { backlog: false }, { ok: false, because: 'judgementMissing' }],
    ['reduce', 3, yes, { ok: true, points: 3, fen: 3_000 }],
    ['reduce', 10, yes, { ok: false, because: 'notLess' }],
    ['reduce', undefined, yes, { ok: false, because: 'notLess' }],
    ['waive', undefined, { backlog: false }, { ok: true, points: 0, fen: 0 }],
  ] as const)('%s %s %o', (outcome, points, judged, expected) => {
    expect(decideOnCase(proposed, questions, { outcome, points, judged })).toEqual(expected);
  });
});

test('few people are not counted, nor found by subtraction', () => {
  const line = (people: number) => ({ people, entries: 2, points: 10 });
  const shown = (lines: readonly { people: number }[]) =>
    protectSmallNumbers(
      lines.map(({ people }) => line(people)),
      5,
    ).map(({ points }) => points);
  expect(shown([line(3), line(4), line(20)])).toEqual([null, null, 10]);
  expect(shown([line(3), line(30), line(20)])).toEqual([null, 10, null]);
  expect(shown([line(5), line(30)])).toEqual([10, 10]);
});

describe('facts of other kinds', () => {
  const group = groupRules.articles.find((article) => article.rule?.trigger === 'groupDuty')?.rule;
  if (!group) throw new Error('no rule for groups');
  const {
    limit: _limit,
    requestId: _request,
    requestNumber: _number,
    unknownYears: _years,
    urges: _urges,
    ...common
  } = fact;
  const duty: GroupDuty = {
    ...common,
    kind: 'groupDuty',
    breachId: common.personId,
    conversationId: common.personId,
    groupName: '安全群',
    breach: 'differenceOpen',
    because: null,
    subjectId: common.personId,
    change: 'join',
  };
  const sent: ContentFinding = {
    ...common,
    kind: 'contentFinding',
    openedAt: common.dueAt,
    deliveredAt: common.dueAt,
    findingId: common.personId,
    conversationId: common.personId,
    seq: 1,
    category: 'ads',
    blocked: false,
    warned: true,
    place: 'groups',
    judgedById: common.personId,
    judgedAt: common.dueAt,
  };
  const ads = groupRules.articles.find((article) => article.number.zh.startsWith('第十二、十九'))?.rule;
  if (!ads) throw new Error('no rule on ads');

  test('every pack that ships is well formed, and each of its conditions can be read', () => {
    for (const shipped of shippedPacks) {
      expect(pack.parse(shipped)).toEqual(shipped);
      for (const article of shipped.articles)
        if (article.rule)
          expect(lacksOf({ rule: article.rule, settings: article.proposedSettings }, [])).not.toContain('condition');
    }
  });

  test.each([
    [group, duty, 'case'],
    [group, { ...duty, breach: 'handOverOpen', because: 'leaving' }, 'nothing'],
    [group, sent, 'nothing'],
    [ads, sent, 'case'],
    [ads, { ...sent, place: 'direct' }, 'nothing'],
    [ads, { ...sent, category: 'insult' }, 'nothing'],
  ] as const)('a rule finds its own kind of fact only (%#)', (of, given, outcome) => {
    expect(findCase({ ...inForce, rule: of }, given as Fact, fair, first, false).outcome).toBe(outcome);
  });

  test('leave excuses what was left undone, and not what was done; what was stopped is none', () => {
    const absences = leave('2026-03-01T00:00:00Z', null);
    expect(findCase({ ...inForce, rule: group }, duty, { ...fair, absences }, first, false)).toMatchObject({
      defence: 'onLeave',
    });
    const away = { ...fair, absences, workingTimeKnown: false };
    expect(findCase({ ...inForce, rule: ads }, sent, away, first, false).outcome).toBe('case');
    expect(findCase({ ...inForce, rule: ads }, { ...sent, blocked: true }, fair, first, false)).toMatchObject({
      defence: 'prevented',
    });
    expect(findCase({ ...inForce, rule: ads }, sent, { ...fair, acknowledgedAt: null }, first, false)).toMatchObject({
      defence: 'notAcknowledged',
    });
  });

  test('each is one sentence that says whose, what and until when', () => {
    const telling = {
      who: { zh: '您', en: 'you' },
      subject: '郑迟',
      judge: '赵全',
      spell: (instant: string) => ({ zh: instant, en: instant }),
    };
    for (const one of [
      fact,
      duty,
      { ...duty, breach: 'handOverOpen', because: 'transfer' },
      { ...duty, breach: 'dissolutionNotAsked' },
      sent,
      { ...sent, blocked: true },
    ] as Fact[])
      for (const text of Object.values(tellFact(one, telling))) {
        expect(text).toContain(one.dueAt);
        expect(text).toMatch(/您|you/);
        expect(text).toMatch(/[。.]$/);
      }
    expect(tellFact(duty, telling).zh).toContain('郑迟应当加入');
    expect(tellFact({ ...duty, change: 'leave' }, telling).en).toContain('should have left');
    expect(tellFact(sent, telling).en).toContain('赵全');
  });
});
