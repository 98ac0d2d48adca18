import { describe, expect, it } from 'vitest';
import type { CommandOf, InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { InstanceState } from '../contract/instance.ts';
import { actor, answered, approve, flow, person, refusalOf, stateAfter, submitted, systemActor } from '../testing.ts';
import { openVisits } from './cursor-tree.ts';
import { jumpTargets } from './may-now.ts';
import { openOutside, openTasks } from './open-tasks.ts';

type Options = Parameters<typeof answered>[3];

function act(n: number, slotId: string, outcome: CommandOf<'act'>['outcome'] = 'approve'): InstanceCommand {
  return { type: 'act', actor: actor(n), slotId, outcome };
}
function takeBack(n: number, slotId: string): InstanceCommand {
  return { type: 'takeBack', actor: actor(n), slotId };
}
function back(n: number, slotId: string, to: string, afterwards: 'again' | 'straight' = 'again'): InstanceCommand {
  const target = to === 'applicant' ? ({ kind: 'applicant' } as const) : ({ kind: 'node', nodeId: to } as const);
  return { type: 'return', actor: actor(n), slotId, to: target, afterwards };
}
function jump(to: string): InstanceCommand {
  return { type: 'jump', actor: actor(7), to, reason: 'stuck' };
}
const administers: Options = { mayAdminister: true };

/** The state after these commands, each of which must succeed. */
function afterThese(
  definition: Definition,
  commands: InstanceCommand[],
  from = submitted(definition),
  more: Options = {},
) {
  return commands.reduce((state, command) => stateAfter(definition, state, command, more), from);
}
/** Who is asked now, as `node: number of the person`. */
function asked(state: InstanceState): string[] {
  return openTasks(state).map((task) => `${task.nodeId}: ${Number(task.person.slice(-12))}`);
}
/** The slot of the open task at a node. */
function slotAt(state: InstanceState, nodeId: string, n = 0): string {
  const slot = openTasks(state).filter((task) => task.nodeId === nodeId)[n]?.slotId;
  if (slot === undefined) throw new Error(`Nobody is asked at ${nodeId}`);
  return slot;
}
/** Everybody named agrees, one after the other, at whatever slot he has by then. */
function agree(definition: Definition, state: InstanceState, ...steps: [n: number, nodeId: string][]): InstanceState {
  return steps.reduce((now, [n, nodeId]) => {
    const task = openTasks(now).find((one) => one.nodeId === nodeId && one.person === person(n));
    if (!task) throw new Error(`${n} is not asked at ${nodeId}: ${asked(now)}`);
    return stateAfter(definition, now, act(n, task.slotId));
  }, state);
}

const branches = (...lists: object[][]) =>
  lists.map((nodes, index) => ({ id: `b${index + 1}`, name: 'branch', when: 'true', nodes }));
const parallel = (lists: object[][], more: object = {}) => ({
  kind: 'parallel',
  id: 'p',
  name: 'p',
  branches: branches(...lists),
  ...more,
});
const any = { join: { kind: 'any' } };
const two = { join: { kind: 'count', count: 2 } };

describe('parallel branches', () => {
  const lists = [[approve('a1', [1]), approve('a2', [2])], [approve('b', [3])], []];

  it('are under way at once, and come together when all have arrived', () => {
    const definition = flow([parallel(lists), approve('end', [5])]);
    const start = submitted(definition);
    expect(asked(start)).toEqual(['a1: 1', 'b: 3']);
    const one = agree(definition, start, [3, 'b'], [1, 'a1']);
    expect(asked(one)).toEqual(['a2: 2']);
    expect(asked(agree(definition, one, [2, 'a2']))).toEqual(['end: 5']);
    expect(agree(definition, one, [2, 'a2'], [5, 'end']).status).toBe('approved');
  });

  it.each([
    ['any', any, [[3, 'b']], ['end: 5']],
    ['2', two, [[3, 'b']], ['end: 5']],
    ['3 at most', { join: { kind: 'count', count: 9 } }, [[3, 'b']], ['a1: 1']],
  ] as const)('join of %s: the others are cancelled', (_, join, steps, expected) => {
    // The empty branch arrives by itself.
    const definition = flow([
      parallel([[approve('a1', [1])], [approve('b', [3])], ...(join === any ? [] : [[]])], join),
      approve('end', [5]),
    ]);
    const state = agree(definition, submitted(definition), ...steps.map(([n, id]) => [n, id] as [number, string]));
    expect(asked(state)).toEqual(expected);
  });

  it('who was overtaken is told by whom', () => {
    const definition = flow([parallel([[approve('a', [1])], [approve('b', [3])]], any), approve('n', [5])]);
    const start = submitted(definition);
    const joined = agree(definition, start, [3, 'b']);
    expect(answered(definition, joined, act(1, slotAt(start, 'a')))).toMatchObject({
      refuse: { code: 'alreadyHandled', facts: { how: 'joined', by: person(3) } },
    });
  });

  it('a reject in one of them ends the request, and cancels the others', () => {
    const definition = flow([parallel(lists)]);
    const start = submitted(definition);
    const rejected = stateAfter(definition, start, act(3, slotAt(start, 'b'), 'reject'));
    expect([rejected.status, openVisits(rejected)]).toEqual(['rejected', []]);
    expect(refusalOf(definition, rejected, act(1, slotAt(start, 'a1')))).toBe('alreadyEnded');
  });

  it('the last two at the same moment: whoever comes second completes the join', () => {
    const definition = flow([parallel([[approve('a', [1])], [approve('b', [3])]]), approve('n', [5])]);
    const start = submitted(definition);
    const commands = [act(1, slotAt(start, 'a')), act(3, slotAt(start, 'b'))];
    expect(asked(afterThese(definition, commands, start))).toEqual(['n: 5']);
    expect(asked(afterThese(definition, commands.toReversed(), start))).toEqual(['n: 5']);
  });

  it('inside each other', () => {
    const inner = { ...parallel([[approve('a', [1])], [approve('b', [2])]], any), id: 'inner' };
    const nested = {
      ...inner,
      branches: [
        { id: 'i1', name: 'x', nodes: [approve('a', [1])] },
        { id: 'i2', name: 'y', nodes: [approve('b', [2])] },
      ],
    };
    const definition = flow([parallel([[nested, approve('c', [3])], [approve('d', [4])]]), approve('n', [5])]);
    const start = submitted(definition);
    expect(asked(start).toSorted()).toEqual(['a: 1', 'b: 2', 'd: 4']);
    const state = agree(definition, start, [2, 'b']);
    expect(asked(state).toSorted()).toEqual(['c: 3', 'd: 4']);
    expect(asked(agree(definition, state, [4, 'd'], [3, 'c']))).toEqual(['n: 5']);
  });

  it('questions of all branches are asked at once', () => {
    const definition = flow([parallel([[approve('a', [1])], [approve('b', [2])], [approve('c', [3])]])]);
    const rounds: number[] = [];
    const decision = answered(
      definition,
      null,
      { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} },
      {
        answer: (query) => {
          rounds.push(1);
          return query.rule.kind === 'named' ? query.rule.people.map((id) => ({ id, deputies: [] })) : [];
        },
      },
    );
    expect(['events' in decision, rounds.length]).toEqual([true, 3]);
  });
});

describe('return and parallel branches', () => {
  const nodes = [
    approve('n1', [6]),
    parallel([[approve('a1', [1]), approve('a2', [2])], [approve('b', [3, 4])]]),
    approve('n2', [5]),
  ];
  const definition = flow(nodes);
  const inside = () => agree(definition, submitted(definition), [6, 'n1'], [1, 'a1'], [3, 'b']);

  it('out of a branch to before the fork: every branch is cancelled, and runs again', () => {
    const state = inside();
    const returned = stateAfter(definition, state, back(2, slotAt(state, 'a2'), 'n1'));
    expect(asked(returned)).toEqual(['n1: 6']);
    expect(asked(agree(definition, returned, [6, 'n1']))).toEqual(['a1: 1', 'b: 3', 'b: 4']);
  });
  it('out of a branch, straight back: each branch goes on where it stood', () => {
    const state = inside();
    const returned = stateAfter(definition, state, back(2, slotAt(state, 'a2'), 'n1', 'straight'));
    expect(asked(agree(definition, returned, [6, 'n1']))).toEqual(['a2: 2', 'b: 3', 'b: 4']);
    const arrived = agree(definition, inside(), [4, 'b']);
    const again = stateAfter(definition, arrived, back(2, slotAt(arrived, 'a2'), 'applicant', 'straight'));
    const resubmitted = stateAfter(definition, again, { type: 'resubmit', actor: actor(0), form: 2 });
    expect(asked(resubmitted)).toEqual(['a2: 2']);
    expect(asked(agree(definition, resubmitted, [2, 'a2']))).toEqual(['n2: 5']);
  });
  it('within a branch: the other goes on', () => {
    const state = inside();
    const returned = stateAfter(definition, state, back(2, slotAt(state, 'a2'), 'a1'));
    expect(asked(returned)).toEqual(['b: 4', 'a1: 1']);
  });
  it('into a branch from after the join: the other branch stays arrived', () => {
    const joined = agree(definition, inside(), [2, 'a2'], [4, 'b']);
    const returned = stateAfter(definition, joined, back(5, slotAt(joined, 'n2'), 'a1'));
    expect(asked(returned)).toEqual(['a1: 1']);
    expect(asked(agree(definition, returned, [1, 'a1'], [2, 'a2']))).toEqual(['n2: 5']);
    const straight = stateAfter(definition, joined, back(5, slotAt(joined, 'n2'), 'a1', 'straight'));
    expect(asked(agree(definition, straight, [1, 'a1']))).toEqual(['n2: 5']);
  });
  it('into a node where all must approve, inside a branch, with somebody added', () => {
    const joined = agree(definition, inside(), [2, 'a2']);
    const add: InstanceCommand = {
      type: 'addApprover',
      actor: actor(4),
      slotId: slotAt(joined, 'b'),
      place: 'after',
      people: [person(9)],
      needs: 'all',
    };
    const added = agree(definition, stateAfter(definition, joined, add), [4, 'b'], [9, 'b']);
    const returned = stateAfter(definition, added, back(5, slotAt(added, 'n2'), 'b'));
    expect(asked(returned)).toEqual(['b: 3', 'b: 4']);
  });
  it('never into the branch beside, which is not before it', () => {
    const state = agree(definition, inside(), [4, 'b']);
    expect(refusalOf(definition, state, back(2, slotAt(state, 'a2'), 'b'))).toBe('targetNotPassed');
  });
  it('a reject that returns does the same', () => {
    const onReject = { kind: 'return', to: { kind: 'node', nodeId: 'n1' }, afterwards: 'straight' };
    const gentle = flow([approve('n1', [6]), parallel([[approve('a', [1], { onReject })], [approve('b', [3])]])]);
    const state = agree(gentle, submitted(gentle), [6, 'n1']);
    const returned = stateAfter(gentle, state, act(1, slotAt(state, 'a'), 'reject'));
    expect(asked(returned)).toEqual(['n1: 6']);
    expect(asked(agree(gentle, returned, [6, 'n1']))).toEqual(['a: 1', 'b: 3']);
  });
  it('timers are those of what is asked afterwards', () => {
    const timed = flow(nodes, { limit: { overdue: { workdays: 1 } } });
    const state = agree(timed, submitted(timed), [6, 'n1'], [1, 'a1'], [3, 'b']);
    const returned = stateAfter(timed, state, back(2, slotAt(state, 'a2'), 'n1', 'straight'));
    expect(returned.timers.map((timer) => timer.nodeId)).toEqual(['n1']);
    expect(agree(timed, returned, [6, 'n1']).timers.map((timer) => timer.nodeId)).toEqual(['a2', 'b', 'b']);
  });
});

describe('take back and parallel branches', () => {
  const definition = flow([parallel([[approve('a', [1])], [approve('b', [3])]]), approve('n', [5])]);
  it('what happened in the branch beside stays', () => {
    const start = submitted(definition);
    const state = agree(definition, start, [1, 'a'], [3, 'b']);
    expect(asked(state)).toEqual(['n: 5']);
    const taken = stateAfter(definition, state, takeBack(1, slotAt(start, 'a')));
    expect(asked(taken)).toEqual(['a: 1']);
    expect(asked(agree(definition, taken, [1, 'a']))).toEqual(['n: 5']);
    const late = agree(definition, state, [5, 'n']);
    expect(refusalOf(definition, late, takeBack(1, slotAt(start, 'a')))).toBe('alreadyEnded');
  });
  it('of the one that went first: the others go on where they stood', () => {
    const first = flow([
      parallel([[approve('a', [1]), approve('a2', [2])], [approve('b', [3])]], any),
      approve('n', [5]),
    ]);
    const start = agree(first, submitted(first), [1, 'a']);
    const slot = slotAt(start, 'b');
    const joined = agree(first, start, [3, 'b']);
    expect(asked(joined)).toEqual(['n: 5']);
    expect(asked(stateAfter(first, joined, takeBack(3, slot))).toSorted()).toEqual(['a2: 2', 'b: 3']);
    expect(refusalOf(first, joined, takeBack(1, '2.1'))).toBe('alreadyHandled');
  });
});

describe('inclusive branches', () => {
  const definition = flow([
    {
      kind: 'inclusive',
      id: 'i',
      name: 'i',
      branches: branches([approve('a', [1])], [approve('b', [2])], [approve('c', [3])]),
      otherwise: { id: 'rest', name: 'rest', nodes: [approve('d', [4])] },
    },
    approve('n', [5]),
  ]);
  it.each([
    [
      ['b1', 'b3'],
      ['a: 1', 'c: 3'],
    ],
    [['b2'], ['b: 2']],
    [[], ['d: 4']],
  ])('%j', (branch, expected) => {
    expect(asked(submitted(definition, { branch }))).toEqual(expected);
  });
  it('come together when all taken have arrived', () => {
    const state = agree(definition, submitted(definition, { branch: ['b1', 'b3'] }), [3, 'c']);
    expect(asked(state)).toEqual(['a: 1']);
    expect(asked(agree(definition, state, [1, 'a']))).toEqual(['n: 5']);
  });
  it('none, and no default: straight on', () => {
    const none = flow([
      { kind: 'inclusive', id: 'i', name: 'i', branches: branches([approve('a', [1])]) },
      approve('n', [5]),
    ]);
    expect(asked(submitted(none))).toEqual(['n: 5']);
  });
});

describe('goto', () => {
  it('goes back as long as its expression is true, and nobody is passed over the second time', () => {
    const again = { kind: 'goto', id: 'g', name: 'g', to: 'n1', when: 'again' };
    const definition = flow([approve('n1', [1]), approve('n2', [1]), again], { deduplicate: 'once' });
    const start = submitted(definition);
    const round = stateAfter(definition, start, act(1, '1.1'), { branch: ['g'] });
    expect(asked(round)).toEqual(['n1: 1']);
    const next = agree(definition, round, [1, 'n1']);
    expect(asked(next)).toEqual(['n2: 1']);
    expect(agree(definition, next, [1, 'n2']).status).toBe('approved');
  });
  it('in a circle without people is refused, and nothing is stored', () => {
    const copy = { kind: 'copy', id: 'k', name: 'k', to: [{ kind: 'applicant' }] };
    const definition = flow([approve('n1', [1]), copy, { kind: 'goto', id: 'g', name: 'g', to: 'k' }]);
    expect(refusalOf(definition, submitted(definition), act(1, '1.1'))).toBe('tooManySteps');
  });
  it('to nowhere or across a join is refused', () => {
    const away = flow([approve('n1', [1]), { kind: 'goto', id: 'g', name: 'g', to: 'gone' }]);
    expect(refusalOf(away, submitted(away), act(1, '1.1'))).toBe('noSuchNode');
    const across = flow([approve('n1', [1]), parallel([[{ kind: 'goto', id: 'g', name: 'g', to: 'n1' }]])]);
    expect(refusalOf(across, submitted(across), act(1, '1.1'))).toBe('noSuchNode');
  });
});

describe('delay, call and sub-process', () => {
  const delay = { kind: 'delay', id: 'd', name: 'd', for: { untilField: 'day' } };
  const call = (more: object = {}) => ({
    kind: 'call',
    id: 'c',
    name: 'c',
    what: { kind: 'operation', operation: 'seals.reserve' },
    input: {},
    deadlineMinutes: 5,
    ...more,
  });
  const child = (more: object = {}) => ({
    kind: 'subProcess',
    id: 's',
    name: 's',
    process: 'other.kind',
    per: { kind: 'row', table: 'rows' },
    form: {},
    ...more,
  });
  const result = (ok: boolean, attempt = 1): InstanceCommand => ({
    type: 'callResult',
    actor: systemActor,
    visit: 1,
    attempt,
    ok,
  });
  const ended = (childId: string, outcome: CommandOf<'childEnded'>['outcome'], attempt = 1): InstanceCommand => ({
    type: 'childEnded',
    actor: systemActor,
    childId,
    attempt,
    outcome,
  });

  it('a delay waits for its timer, or an administrator', () => {
    const definition = flow([delay, approve('n', [5])]);
    const start = submitted(definition);
    expect([start.timers, asked(start)]).toEqual([
      [{ id: 't1', purpose: 'delay', nodeId: 'd', visit: 1, for: { untilField: 'day' } }],
      [],
    ]);
    expect(refusalOf(definition, start, { type: 'urge', actor: actor(0), channel: 'app' })).toBe('nobodyAsked');
    const over = stateAfter(definition, start, { type: 'timerDue', actor: systemActor, timerId: 't1' });
    expect([over.timers, asked(over)]).toEqual([[], ['n: 5']]);
    const wake: InstanceCommand = { type: 'wake', actor: actor(7), visit: 1, reason: 'long enough' };
    expect(asked(stateAfter(definition, start, wake, administers))).toEqual(['n: 5']);
  });
  it('a call is waited for, once, until its deadline', () => {
    const definition = flow([call(), approve('n', [5])]);
    const start = submitted(definition);
    expect(openOutside(start).calls).toEqual([{ visit: 1, attempt: 1, nodeId: 'c' }]);
    const done = stateAfter(definition, start, result(true));
    expect([asked(done), done.timers]).toEqual([['n: 5'], []]);
    expect(refusalOf(definition, done, result(true))).toBe('callGone');
    expect(refusalOf(definition, start, result(true, 2))).toBe('callGone');
    expect(refusalOf(definition, start, { ...result(true), actor: actor(1) })).toBe('systemOnly');
    const late = stateAfter(definition, start, { type: 'timerDue', actor: systemActor, timerId: 't1' });
    expect([late.suspended, late.visits[0]?.call]).toEqual([true, { attempt: 1, state: 'failed' }]);
  });
  it.each([
    ['suspend', true, 'running', []],
    ['goOn', false, 'running', ['n: 5']],
    ['reject', false, 'rejected', []],
  ])('a failed call: %s', (onFailure, suspended, status, people) => {
    const definition = flow([call({ onFailure }), approve('n', [5])]);
    const failed = stateAfter(definition, submitted(definition), result(false));
    expect([failed.suspended, failed.status, asked(failed)]).toEqual([suspended, status, people]);
  });
  it('an administrator answers for the system outside, and what went on isn’t called again', () => {
    const definition = flow([call(), approve('n', [5])]);
    const start = submitted(definition);
    const byHand: InstanceCommand = {
      type: 'answerByHand',
      actor: actor(7),
      visit: 1,
      attempt: 1,
      ok: true,
      reason: 'booked there by hand',
    };
    expect(asked(stateAfter(definition, start, byHand, administers))).toEqual(['n: 5']);
    expect(refusalOf(definition, start, byHand)).toBe('administratorsOnly');
    expect(refusalOf(definition, start, { ...byHand, attempt: 2 }, administers)).toBe('callGone');
    expect(refusalOf(definition, start, byHand, { ...administers, evidence: undefined })).toBe('evidenceMissing');
    const failed = stateAfter(definition, start, result(false));
    const answeredNow = stateAfter(definition, failed, byHand, administers);
    expect([answeredNow.suspended, asked(answeredNow)]).toEqual([true, ['n: 5']]);
    const resumed = stateAfter(definition, answeredNow, { type: 'resume', actor: actor(7) }, administers);
    expect([resumed.suspended, openOutside(resumed).calls]).toEqual([false, []]);
    expect(refusalOf(definition, resumed, byHand, administers)).toBe('callGone');
  });
  it('after a suspension a failed call is made again, under a new number', () => {
    const definition = flow([call(), approve('n', [5])]);
    const failed = stateAfter(definition, submitted(definition), result(false));
    const resumed = stateAfter(definition, failed, { type: 'resume', actor: actor(7) }, administers);
    expect([openOutside(resumed).calls, resumed.timers]).toMatchObject([[{ attempt: 2 }], [{ attempt: 2 }]]);
    expect(asked(stateAfter(definition, resumed, result(true, 2)))).toEqual(['n: 5']);
  });
  it('a call that is not waited for goes on at once', () => {
    const definition = flow([call({ wait: false }), approve('n', [5])]);
    const start = submitted(definition);
    expect([asked(start), start.timers]).toEqual([['n: 5'], []]);
    expect(asked(stateAfter(definition, start, result(false)))).toEqual(['n: 5']);
  });
  it('one child for each row; on when all have ended', () => {
    const definition = flow([child(), approve('n', [5])]);
    const start = submitted(definition, { rowCount: 2 });
    expect(openOutside(start).children).toEqual([
      { childId: '1.1', attempt: 1, nodeId: 's', row: 0 },
      { childId: '1.2', attempt: 1, nodeId: 's', row: 1 },
    ]);
    const one = stateAfter(definition, start, ended('1.2', 'approved'));
    expect(asked(one)).toEqual([]);
    expect(refusalOf(definition, one, ended('1.2', 'approved'))).toBe('childGone');
    expect(asked(stateAfter(definition, one, ended('1.1', 'approved')))).toEqual(['n: 5']);
    expect(stateAfter(definition, one, ended('1.1', 'rejected')).status).toBe('rejected');
    expect(asked(submitted(definition, { rowCount: 0 }))).toEqual(['n: 5']);
  });
  it('a rejected child may be no reason to stop; one that could not be begun is', () => {
    const definition = flow([child({ onRejected: 'goOn', per: { kind: 'one' } }), approve('n', [5])]);
    const start = submitted(definition);
    expect(asked(stateAfter(definition, start, ended('1.1', 'terminated')))).toEqual(['n: 5']);
    const failed = stateAfter(definition, start, ended('1.1', 'failed'));
    expect(failed.suspended).toBe(true);
    const resumed = stateAfter(definition, failed, { type: 'resume', actor: actor(7) }, administers);
    expect(openOutside(resumed).children).toMatchObject([{ childId: '1.1', attempt: 2 }]);
    expect(asked(stateAfter(definition, resumed, ended('1.1', 'approved', 2)))).toEqual(['n: 5']);
  });
  it('a return out of and into sub-processes ends the children, and begins others', () => {
    const definition = flow([approve('n1', [1]), parallel([[child({ per: { kind: 'one' } })], [approve('b', [3])]])]);
    const state = agree(definition, submitted(definition), [1, 'n1']);
    expect(openOutside(state).children.map((one) => one.childId)).toEqual(['3.1']);
    const returned = stateAfter(definition, state, back(3, slotAt(state, 'b'), 'n1'));
    expect(openOutside(returned).children).toEqual([]);
    expect(refusalOf(definition, returned, ended('3.1', 'approved'))).toBe('childGone');
    const again = agree(definition, returned, [1, 'n1']);
    expect(openOutside(again).children.map((one) => one.childId)).toEqual(['7.1']);
  });
  it('what was called has happened: it is not taken back', () => {
    const definition = flow([approve('n1', [1]), call(), approve('n', [5])]);
    const state = agree(definition, submitted(definition), [1, 'n1']);
    expect(refusalOf(definition, state, takeBack(1, '1.1'))).toBe('successorActed');
    const waiting = flow([approve('n1', [1]), delay, approve('n', [5])]);
    const delayed = agree(waiting, submitted(waiting), [1, 'n1']);
    expect(asked(stateAfter(waiting, delayed, takeBack(1, '1.1')))).toEqual(['n1: 1']);
  });
});

describe('administrators', () => {
  const definition = flow([
    approve('n1', [6]),
    parallel([[approve('a1', [1]), approve('a2', [2])], [approve('b', [3])]]),
    approve('n2', [5]),
  ]);
  it('after a jump nobody goes back into the branches that were left by it', () => {
    const definition = flow([
      { ...parallel([[approve('a1', [1]), approve('a2', [2])]]), join: { kind: 'all' } } as never,
    ]);
    const inside = agree(definition, submitted(definition), [1, 'a1']);
    const again = stateAfter(definition, inside, jump('p'), administers);
    const slot = slotAt(again, 'a1');
    expect(refusalOf(definition, again, back(1, slot, 'a1'))).toBe('targetNotPassed');
  });
  it('jump to any node outside branches, and within a branch under way', () => {
    const start = submitted(definition);
    expect(asked(stateAfter(definition, start, jump('n2'), administers))).toEqual(['n2: 5']);
    expect(refusalOf(definition, start, jump('a2'), administers)).toBe('noSuchNode');
    expect(refusalOf(definition, start, jump('gone'), administers)).toBe('noSuchNode');
    expect(refusalOf(definition, start, jump('n2'))).toBe('administratorsOnly');
    expect(jumpTargets(definition, start)).toEqual(['n1', 'p', 'n2']);
    const inside = agree(definition, start, [6, 'n1']);
    expect(jumpTargets(definition, inside)).toEqual(['n1', 'p', 'a1', 'a2', 'b', 'n2']);
    expect(asked(stateAfter(definition, inside, jump('a2'), administers))).toEqual(['b: 3', 'a2: 2']);
    const arrived = agree(definition, inside, [3, 'b']);
    const again = stateAfter(definition, arrived, jump('b'), administers);
    expect(asked(again)).toEqual(['a1: 1', 'b: 3']);
  });
  it('leave the branches they jump out of for good: nobody goes back into those, or takes an answer in them back', () => {
    const within = agree(definition, submitted(definition), [6, 'n1'], [1, 'a1']);
    const slotId = within.visits.find((visit) => visit.nodeId === 'a1')?.slots[0]?.id ?? '';
    const jumped = stateAfter(definition, within, jump('p'), administers);
    const refused = (n: number, nodeId: string) =>
      refusalOf(definition, jumped, back(n, slotAt(jumped, nodeId), 'a1', 'straight'));
    expect(refused(1, 'a1')).toBe('targetNotPassed');
    expect(refused(3, 'b')).toBe('targetNotPassed');
    expect(refusalOf(definition, jumped, takeBack(1, slotId))).toMatch(/successorActed|alreadyHandled/);
    const beyond = stateAfter(definition, within, jump('n2'), administers);
    expect(refusalOf(definition, beyond, back(5, slotAt(beyond, 'n2'), 'a1'))).toBe('targetNotPassed');
    expect(asked(stateAfter(definition, beyond, back(5, slotAt(beyond, 'n2'), 'n1')))).toEqual(['n1: 6']);
  });
  it('move a request to another version, if it can go on there', () => {
    const state = agree(definition, submitted(definition), [6, 'n1'], [3, 'b']);
    const migrate = (to: Definition): InstanceCommand => ({
      type: 'migrate',
      actor: actor(7),
      version: 2,
      definition: to,
      reason: 'new',
    });
    const wider = flow([
      parallel([[approve('a1', [1]), approve('new', [8])], [approve('b', [3])]]),
      approve('n2', [5]),
    ]);
    const moved = stateAfter(definition, state, migrate(wider), administers);
    expect(asked(moved)).toEqual(['a1: 1']);
    expect(asked(agree(wider, moved, [1, 'a1']))).toEqual(['new: 8']);
    const outside = flow([approve('a1', [1])]);
    expect(answered(definition, state, migrate(outside), administers)).toEqual({
      refuse: {
        code: 'cannotMigrate',
        facts: {
          reasons: [
            { nodeId: 'p', why: 'nodeGone' },
            { nodeId: 'a1', why: 'otherBranch' },
          ],
        },
      },
    });
    const handled = flow([parallel([[{ ...approve('a1', [1]), kind: 'handle' }], []])]);
    expect(answered(definition, state, migrate(handled), administers)).toMatchObject({
      refuse: { facts: { reasons: [{ nodeId: 'a1', why: 'kindChanged' }] } },
    });
  });
});
