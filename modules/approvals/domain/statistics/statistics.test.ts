import { describe, expect, it } from 'vitest';
import type { InstanceEvent } from '../../contract/instance-event.ts';
import { person } from '../../testing.ts';
import { withheldGroups } from './protect-few.ts';
import { durationsOf, emptySpread, spreadClass, spreadClasses } from './spread.ts';
import { minutesBetween, taskSpans } from './task-spans.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 5, 1, minute)).toISOString();
const slot = (id: string, n: number) => ({
  id,
  person: person(n),
  deputies: [],
  origin: 'rule' as const,
  state: 'waiting' as const,
  episode: 0,
  timed: 0,
  overdue: false,
  chain: [],
});
const entered = (number: number, nodeId: string, slots: ReturnType<typeof slot>[], minute: number): InstanceEvent => ({
  type: 'nodeEntered',
  at: at(minute),
  visit: { number, nodeId, kind: 'approve', via: 'flow', form: 1, slots },
  found: [],
});
const opened = (visit: number, ids: string[], minute: number): InstanceEvent => ({
  type: 'slotsChanged',
  at: at(minute),
  visit,
  opened: ids,
  paused: [],
  cancelled: [],
});
const evidence = { algorithm: 'sha256', view: 'x', strength: 'password' } as never;
const acted = (slotId: string, n: number, minute: number): InstanceEvent => ({
  type: 'acted',
  at: at(minute),
  by: person(n),
  for: person(n),
  slotId,
  outcome: 'approved',
  evidence,
});
const submitted: InstanceEvent = {
  type: 'submitted',
  at: at(0),
  by: person(9),
  applicant: person(9),
  form: 1,
  chosen: {},
};
const left = (visit: number, minute: number): InstanceEvent => ({
  type: 'nodeLeft',
  at: at(minute),
  visit,
  outcome: 'passed',
});

describe('the time of tasks', () => {
  it('is its holder’s from opening to answer, and nobody’s where another answered first', () => {
    const { tasks } = taskSpans([
      submitted,
      entered(1, 'any', [slot('1.1', 1), slot('1.2', 2)], 0),
      opened(1, ['1.1', '1.2'], 0),
      acted('1.2', 2, 20),
      left(1, 20),
    ]);
    expect(tasks).toEqual([
      {
        nodeId: 'any',
        kind: 'approve',
        person: person(2),
        from: at(0),
        to: at(20),
        seq: 4,
        isLimited: false,
        isOverdue: false,
      },
    ]);
  });

  it('begins anew for who takes over; who handed on had it until then, who was replaced had nothing', () => {
    const moved = { at: at(10), slotId: '1.1', from: person(1), to: person(2), deputies: [] };
    const begin = [submitted, entered(1, 'one', [slot('1.1', 1)], 0), opened(1, ['1.1'], 0)];
    const handedOn = taskSpans([
      ...begin,
      { type: 'transferred', by: person(1), ...moved },
      acted('1.1', 2, 25),
      left(1, 25),
    ]);
    expect(handedOn.tasks.map((task) => [task.person, task.from, task.to])).toEqual([
      [person(1), at(0), at(10)],
      [person(2), at(10), at(25)],
    ]);
    const replaced = taskSpans([
      ...begin,
      { type: 'reassigned', why: 'left', found: [], ...moved },
      acted('1.1', 2, 25),
      left(1, 25),
    ]);
    expect(replaced.tasks.map((task) => task.person)).toEqual([person(2)]);
  });

  it('remembers limits, and that nobody is charged with a suspension', () => {
    const timer = {
      id: 't1',
      purpose: 'overdue' as const,
      nodeId: 'one',
      slotId: '1.1',
      episode: 1,
      after: { workdays: 1 },
      count: 1,
    };
    const { tasks, suspended } = taskSpans([
      submitted,
      entered(1, 'one', [slot('1.1', 1)], 0),
      opened(1, ['1.1'], 0),
      { type: 'timerSet', at: at(0), timer },
      { type: 'suspended', at: at(10), by: person(5) },
      { type: 'resumed', at: at(30), by: person(5), reason: '继续' },
      { type: 'overdue', at: at(40), timerId: 't1', slotId: '1.1' },
      acted('1.1', 1, 50),
      left(1, 50),
    ]);
    expect(tasks).toMatchObject([{ isLimited: true, isOverdue: true, from: at(0), to: at(50) }]);
    expect(suspended).toEqual([{ from: at(10), to: at(30) }]);
    expect(minutesBetween({ from: at(0), to: at(50) }, suspended)).toBe(30);
    expect(minutesBetween({ from: at(20), to: at(35) }, suspended)).toBe(5);
    expect(minutesBetween({ from: at(50), to: at(0) }, [])).toBe(0);
  });
});

describe('durations', () => {
  it('puts every duration into exactly one class, the ends included', () => {
    expect([0, 1, 1.1, 6, 6.5, 8].map(spreadClass)).toEqual([0, 0, 1, 5, 6, 6]);
    expect(spreadClass(1_000_000)).toBe(spreadClasses - 1);
    for (let minutes = 0; minutes < 60_000; minutes += 97) {
      expect(spreadClass(minutes)).toBeLessThanOrEqual(spreadClass(minutes + 97));
    }
  });

  it('tells the mean exactly, half and nine of ten within a quarter, nothing of nothing', () => {
    const spread = emptySpread();
    expect(durationsOf(0, spread)).toBeNull();
    for (let minutes = 1; minutes <= 1_000; minutes += 1) {
      const at = spreadClass(minutes);
      spread[at] = (spread[at] ?? 0) + 1;
    }
    const told = durationsOf(500_500, spread);
    expect(told?.mean).toBe(501);
    expect(Math.abs((told?.median ?? 0) - 500)).toBeLessThan(125);
    expect(Math.abs((told?.p90 ?? 0) - 900)).toBeLessThan(225);
    // One alone is told as it was.
    const one = emptySpread();
    one[spreadClass(37)] = 1;
    expect(durationsOf(37, one)).toEqual({ mean: 37, median: 37, p90: 37 });
  });
});

describe('few people', () => {
  const group = (count: number, ...people: string[]) => ({ count, people });
  it('withholds groups of one or two strangers, and as much more as hides them in the total', () => {
    const [one, big, small, own] = [group(5, 'a'), group(90, 'x', 'y', 'z'), group(8, 'b', 'c', 'd'), group(3, 'me')];
    expect(withheldGroups([one, big, small, own], new Set(['me']))).toEqual(new Set([one, own, small]));
    expect(withheldGroups([big, small, own], new Set(['me']))).toEqual(new Set());
    expect(withheldGroups([group(1)], new Set())).toEqual(new Set());
  });
});
