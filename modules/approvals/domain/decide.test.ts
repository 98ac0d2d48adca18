import { describe, expect, it } from 'vitest';
import type { CommandOf, InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import type { InstanceState } from '../contract/instance.ts';
import {
  actor,
  answered,
  approve,
  companyAnswer,
  flow,
  person,
  personActor,
  refusalOf,
  stateAfter,
  submitted,
  systemActor,
} from '../testing.ts';
import { findSlot } from './cursor-tree.ts';
import { openTasks } from './open-tasks.ts';

const all = { kind: 'all' };
const any = { kind: 'any' };
const sequence = { kind: 'sequence' };
const half = { kind: 'vote', pass: { percent: 50 } };

function act(n: number, slotId: string, outcome: CommandOf<'act'>['outcome'] = 'approve'): InstanceCommand {
  return { type: 'act', actor: actor(n), slotId, outcome };
}
function takeBack(n: number, slotId: string): InstanceCommand {
  return { type: 'takeBack', actor: actor(n), slotId };
}
function add(
  n: number,
  slotId: string,
  place: CommandOf<'addApprover'>['place'],
  people: number[],
  needs: 'all' | 'any' = 'all',
): InstanceCommand {
  return { type: 'addApprover', actor: actor(n), slotId, place, people: people.map(person), needs };
}
function back(
  n: number,
  slotId: string,
  to: string,
  afterwards: CommandOf<'return'>['afterwards'] = 'again',
): InstanceCommand {
  const target = to === 'applicant' ? ({ kind: 'applicant' } as const) : ({ kind: 'node', nodeId: to } as const);
  return { type: 'return', actor: actor(n), slotId, to: target, afterwards };
}

/** The state after these commands, each of which must succeed. */
function afterThese(definition: Definition, commands: InstanceCommand[], from = submitted(definition)): InstanceState {
  return commands.reduce((state, command) => stateAfter(definition, state, command), from);
}
/** Who is asked now, as `slot id: number of the person`. */
function asked(state: InstanceState): string[] {
  return openTasks(state).map((task) => `${task.slotId}: ${Number(task.person.slice(-12))}`);
}
function eventsOf(definition: Definition, state: InstanceState, command: InstanceCommand, more: Partial<Facts> = {}) {
  const decision = answered(definition, state, command, more);
  if ('refuse' in decision) throw new Error(JSON.stringify(decision.refuse));
  return decision.events;
}

describe('modes', () => {
  it.each([
    [all, 'aaa', 'approved'],
    [all, 'aa', 'running'],
    [all, 'ar', 'rejected'],
    [any, 'a', 'approved'],
    [any, 'r', 'rejected'],
    [sequence, 'aaa', 'approved'],
    [sequence, 'aa', 'running'],
    [sequence, 'ar', 'rejected'],
    [half, 'a', 'running'],
    [half, 'ra', 'running'],
    [half, 'aa', 'approved'],
    [half, 'raa', 'approved'],
    [half, 'rr', 'rejected'],
    [{ kind: 'vote', pass: { count: 1 } }, 'rr', 'running'],
    [{ kind: 'vote', pass: { count: 1 } }, 'rrr', 'rejected'],
    [{ kind: 'vote', pass: { count: 9 } }, 'aa', 'running'],
    [{ kind: 'vote', pass: { count: 9 } }, 'aaa', 'approved'],
  ])('%j answered %s is %s', (mode, answers, status) => {
    const definition = flow([approve('n1', [1, 2, 3], { mode })]);
    const commands = [...answers].map((one, index) =>
      act(index + 1, `1.${index + 1}`, one === 'a' ? 'approve' : 'reject'),
    );
    expect(afterThese(definition, commands).status).toBe(status);
  });

  it('in sequence asks one after the other', () => {
    const definition = flow([approve('n1', [3, 1, 2], { mode: sequence })]);
    const first = submitted(definition);
    expect(asked(first)).toEqual(['1.1: 3']);
    expect(asked(stateAfter(definition, first, act(3, '1.1')))).toEqual(['1.2: 1']);
    expect(refusalOf(definition, first, act(2, '1.3'))).toBe('notOpenYet');
  });
});

describe('mode × slot state × operation', () => {
  const next = approve('n2', [4]);
  const states: Record<string, (mode: object) => InstanceCommand[]> = {
    open: () => [],
    waiting: () => [add(2, '1.2', 'before', [9])],
    approved: (mode) => (mode === sequence ? [act(1, '1.1'), act(2, '1.2')] : [act(2, '1.2')]),
    transferred: (mode) => [
      ...(mode === sequence ? [act(1, '1.1')] : []),
      { type: 'transfer', actor: actor(2), slotId: '1.2', to: person(9) },
    ],
    withdrawn: () => [{ type: 'withdraw', actor: actor(0) }],
  };
  const operations: Record<string, InstanceCommand> = {
    approve: act(2, '1.2'),
    reject: act(2, '1.2', 'reject'),
    takeBack: takeBack(2, '1.2'),
    transfer: { type: 'transfer', actor: actor(2), slotId: '1.2', to: person(8) },
    add: add(2, '1.2', 'alongside', [8]),
    return: back(2, '1.2', 'applicant'),
    remove: { type: 'removeApprover', actor: actor(2), slotId: '1.2' },
    urge: { type: 'urge', actor: actor(0), channel: 'app', slotIds: ['1.2'] },
    reassign: { type: 'reassign', actor: actor(7), slotId: '1.2', to: person(8), reason: 'away' },
  };
  const open = {
    approve: null,
    reject: null,
    takeBack: 'nothingToTakeBack',
    transfer: null,
    add: null,
    return: null,
    remove: 'notAddedByYou',
    urge: null,
    reassign: null,
  };
  const notTurn = {
    ...open,
    approve: 'notOpenYet',
    reject: 'notOpenYet',
    transfer: 'notOpenYet',
    add: 'notOpenYet',
    return: 'notOpenYet',
    urge: 'notOpenYet',
  };
  const handled = 'alreadyHandled';
  const done = {
    approve: handled,
    reject: handled,
    takeBack: null,
    transfer: handled,
    add: handled,
    return: handled,
    remove: handled,
    urge: handled,
    reassign: handled,
  };
  const given = { ...open, approve: handled, reject: handled, transfer: handled, add: handled, return: handled };
  const ended = Object.fromEntries(Object.keys(operations).map((name) => [name, 'alreadyEnded']));
  const table: [string, object, string, Record<string, string | null>][] = [
    ['all', all, 'open', open],
    ['all', all, 'waiting', notTurn],
    ['all', all, 'approved', done],
    ['all', all, 'transferred', given],
    ['all', all, 'withdrawn', ended],
    ['any', any, 'open', open],
    ['any', any, 'waiting', notTurn],
    ['any', any, 'approved', done],
    ['any', any, 'transferred', given],
    ['any', any, 'withdrawn', ended],
    ['sequence', sequence, 'open', notTurn],
    ['sequence', sequence, 'approved', done],
    ['sequence', sequence, 'transferred', given],
    ['sequence', sequence, 'withdrawn', ended],
    ['vote', half, 'open', open],
    ['vote', half, 'waiting', notTurn],
    ['vote', half, 'approved', done],
    ['vote', half, 'transferred', given],
    ['vote', half, 'withdrawn', ended],
  ];
  it.each(table)('%s %j, slot %s', (_, mode, state, expected) => {
    const definition = flow([approve('n1', [1, 2, 3], { mode }), next]);
    const before = afterThese(definition, states[state]?.(mode) ?? []);
    const results = Object.entries(operations).map(([name, command]) => [
      name,
      refusalOf(definition, before, command, { mayAdminister: true }),
    ]);
    // Who gave a task away has nothing to take back; the new owner hasn't decided either.
    const rows = state === 'transferred' ? { ...expected, takeBack: 'nothingToTakeBack' } : expected;
    expect(Object.fromEntries(results)).toEqual(rows);
  });
});

describe('races', () => {
  it('two last signers at once complete the node: the loser decides again on the new state', () => {
    const definition = flow([approve('n1', [1, 2])]);
    const start = submitted(definition);
    for (const [first, second] of [
      [act(1, '1.1'), act(2, '1.2')],
      [act(2, '1.2'), act(1, '1.1')],
    ] as const) {
      expect(stateAfter(definition, start, first).status).toBe('running');
      expect(afterThese(definition, [first, second], start).status).toBe('approved');
    }
  });

  it('any: the second is told who was first', () => {
    const definition = flow([approve('n1', [1, 2], { mode: any }), approve('n2', [3])]);
    const decision = answered(definition, afterThese(definition, [act(2, '1.2')]), act(1, '1.1'));
    expect(decision).toEqual({
      refuse: {
        code: 'alreadyHandled',
        facts: { slotId: '1.1', how: 'passed', by: person(2), at: '2026-11-23T01:00:00Z' },
      },
    });
  });

  it('approve against return: whoever comes second is told', () => {
    const definition = flow([approve('n1', [1, 2])]);
    const returned = afterThese(definition, [back(1, '1.1', 'applicant')]);
    const decision = answered(definition, returned, act(2, '1.2'));
    expect(decision).toMatchObject({ refuse: { code: 'alreadyHandled', facts: { how: 'returned', by: person(1) } } });
  });
});

describe('who may', () => {
  const definition = flow([approve('n1', [4, 1], { self: 'supervisor' })]);
  const state = submitted(definition);

  it('programs never decide', () => {
    const bot = { kind: 'application', applicationId: 'bot' } as const;
    expect(refusalOf(definition, state, { ...act(4, '1.1'), actor: bot })).toBe('personsOnly');
    expect(refusalOf(definition, state, { ...act(4, '1.1'), actor: systemActor })).toBe('personsOnly');
    expect(refusalOf(definition, state, { type: 'terminate', actor: bot, reason: 'x' })).toBe('personsOnly');
    expect(refusalOf(definition, null, { type: 'submit', actor: bot, applicant: person(0), form: 1, chosen: {} })).toBe(
      'personsOnly',
    );
  });
  it('only the system tells of timers and leavers; only administrators intervene', () => {
    expect(refusalOf(definition, state, { type: 'timerDue', actor: actor(4), timerId: 't1' })).toBe('systemOnly');
    expect(refusalOf(definition, state, { type: 'personLeft', actor: actor(4), person: person(1) })).toBe('systemOnly');
    expect(refusalOf(definition, state, { type: 'suspend', actor: actor(4), reason: 'x' })).toBe('administratorsOnly');
  });
  it('a deputy acts under his own name for the principal', () => {
    const acted = eventsOf(definition, state, act(6, '1.1')).find((event) => event.type === 'acted');
    expect(acted).toMatchObject({ by: person(6), for: person(4) });
  });
  it('the applicant is never deputy in his own request', () => {
    expect(findSlot(state, '1.2')).toMatchObject({ person: person(1), deputies: [] });
    expect(refusalOf(definition, state, act(0, '1.2'))).toBe('notYours');
  });
  it('nobody brings the applicant in by transfer or adding', () => {
    expect(refusalOf(definition, state, { type: 'transfer', actor: actor(4), slotId: '1.1', to: person(0) })).toBe(
      'applicantCannotApprove',
    );
    expect(refusalOf(definition, state, add(4, '1.1', 'after', [0]))).toBe('applicantCannotApprove');
    expect(refusalOf(definition, state, add(4, '1.1', 'after', [1]))).toBe('alreadyApprover');
  });
  it('who has left is not found', () => {
    const command: InstanceCommand = { type: 'transfer', actor: actor(4), slotId: '1.1', to: person(9) };
    expect(refusalOf(definition, state, command, { answer: () => [] })).toBe('personNotFound');
  });
});

describe('find people → empty → self → de-duplicate', () => {
  const nobody = { approvers: [{ kind: 'post', post: person(50), within: 'employer' }] };
  it.each([
    ['pass', { kind: 'pass' }, 'approved', []],
    ['reject', { kind: 'reject' }, 'rejected', []],
    ['person', { kind: 'person', person: person(5) }, 'running', ['1.1: 5']],
    ['administrator', { kind: 'processAdministrator' }, 'running', ['1.1: 7', '1.2: 8']],
    ["supervisor's supervisor", { kind: 'supervisorsSupervisor' }, 'running', ['1.1: 3']],
  ])('empty: %s', (_, empty, status, people) => {
    const state = submitted(flow([approve('n1', [], { ...nobody, empty })]));
    expect([state.status, asked(state)]).toEqual([status, people]);
  });
  it('empty, and no administrator either: refused, nothing is stored', () => {
    const definition = flow([approve('n1', [], { ...nobody })]);
    const command: InstanceCommand = { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} };
    expect(refusalOf(definition, null, command, { answer: () => [] })).toBe('noApprover');
  });
  it.each([
    ['acts', ['1.1: 0', '1.2: 5']],
    ['skip', ['1.1: 5']],
    ['supervisor', ['1.1: 2', '1.2: 5']],
    ['departmentHead', ['1.1: 1', '1.2: 5']],
  ])('self: %s', (self, people) => {
    expect(asked(submitted(flow([approve('n1', [0, 5], { self })])))).toEqual(people);
  });
  it('self skip: alone he passes the node, beside others he does not count', () => {
    expect(submitted(flow([approve('n1', [0], { self: 'skip' })])).status).toBe('approved');
    expect(submitted(flow([approve('n1', [0, 5], { self: 'skip', mode: any })])).status).toBe('running');
  });
  it('a head who applies is not his own head', () => {
    const definition = flow([approve('n1', [1], { self: 'departmentHead' })]);
    const state = stateAfter(definition, null, {
      type: 'submit',
      actor: actor(1),
      applicant: person(1),
      form: 1,
      chosen: {},
    });
    expect(asked(state)).toEqual(['1.1: 2']);
  });
  it('self comes after empty: who stands in for nobody may be the applicant', () => {
    const definition = flow([
      approve('n1', [], { ...nobody, empty: { kind: 'person', person: person(0) }, self: 'supervisor' }),
    ]);
    expect(asked(submitted(definition))).toEqual(['1.1: 2']);
  });
  it.each([
    ['never', ['2.1: 1', '2.2: 2']],
    ['consecutive', ['2.2: 2']],
    ['once', ['2.2: 2']],
  ])('de-duplicate %s: the node before', (deduplicate, people) => {
    const definition = flow([approve('n1', [1]), approve('n2', [1, 2])], { deduplicate });
    expect(asked(afterThese(definition, [act(1, '1.1')]))).toEqual(people);
  });
  it.each([
    ['consecutive', 'running'],
    ['once', 'approved'],
  ])('de-duplicate %s: not the node just before', (deduplicate, status) => {
    const definition = flow([approve('n1', [1]), approve('n2', [2]), approve('n3', [1])], { deduplicate });
    expect(afterThese(definition, [act(1, '1.1'), act(2, '2.1')]).status).toBe(status);
  });
  it('de-duplicates by principal, not by deputy', () => {
    const definition = flow([approve('n1', [4]), approve('n2', [6])], { deduplicate: 'once' });
    expect(asked(afterThese(definition, [act(6, '1.1')]))).toEqual(['2.1: 6']);
  });
  it('never passes over a node that was returned to', () => {
    const nodes = [approve('n1', [1]), approve('n2', [1, 2])];
    const definition = flow(nodes, { deduplicate: 'once' });
    const returned = afterThese(definition, [act(1, '1.1'), back(2, '2.2', 'n1')]);
    expect(asked(returned)).toEqual(['3.1: 1']);
    // Approved again on the same form: passed over once more in the node after.
    expect(asked(stateAfter(definition, returned, act(1, '3.1')))).toEqual(['4.2: 2']);
    const straight = afterThese(definition, [act(1, '1.1'), back(2, '2.2', 'n1', 'straight'), act(1, '3.1')]);
    expect(asked(straight)).toEqual(['4.1: 1', '4.2: 2']);
  });
  it('an approval of the form as it was before passes nobody over', () => {
    const definition = flow([approve('n1', [1]), approve('n2', [1, 2])], { deduplicate: 'once' });
    const changed = { ...submitted(definition), form: 2 };
    expect(asked(stateAfter(definition, changed, act(1, '1.1')))).toEqual(['2.1: 1', '2.2: 2']);
  });
  it('asks those the applicant chose, in his order', () => {
    const chosenRule = { approvers: [{ kind: 'applicantChosen', atMost: 2 }], mode: sequence };
    const definition = flow([approve('n1', [], chosenRule)]);
    const submit = (chosen: Record<string, string[]>): InstanceCommand => ({
      type: 'submit',
      actor: actor(0),
      applicant: person(0),
      form: 1,
      chosen,
    });
    expect(refusalOf(definition, null, submit({}))).toBe('chooseApprovers');
    expect(refusalOf(definition, null, submit({ n1: [1, 2, 3].map(person) }))).toBe('chooseApprovers');
    const state = stateAfter(definition, null, submit({ n1: [5, 4].map(person) }));
    expect(asked(state)).toEqual(['1.1: 5']);
    expect(asked(stateAfter(definition, state, act(5, '1.1')))).toEqual(['1.2: 4']);
  });
});

describe('add and remove', () => {
  const definition = flow([approve('n1', [1, 2])]);
  it('before: the added act, then the adder; a no among them is an opinion', () => {
    const added = afterThese(definition, [add(1, '1.1', 'before', [8, 9])]);
    expect(asked(added)).toEqual(['1.3: 8', '1.4: 9', '1.2: 2']);
    const heard = afterThese(definition, [act(8, '1.3', 'reject'), act(9, '1.4')], added);
    expect([heard.status, asked(heard)]).toEqual(['running', ['1.1: 1', '1.2: 2']]);
    expect(refusalOf(definition, added, add(8, '1.3', 'alongside', [10]))).toBe('beforeOnly');
  });
  it('before, any of them: the first answer goes back to the adder', () => {
    const state = afterThese(definition, [add(1, '1.1', 'before', [8, 9], 'any'), act(9, '1.4')]);
    expect(asked(state)).toEqual(['1.1: 1', '1.2: 2']);
    expect(asked(stateAfter(definition, state, takeBack(9, '1.4')))).toEqual(['1.3: 8', '1.4: 9', '1.2: 2']);
    expect(refusalOf(definition, stateAfter(definition, state, act(1, '1.1')), takeBack(9, '1.4'))).toBe(
      'successorActed',
    );
  });
  it('after: the node is done only after the added ones, whose no rejects', () => {
    const state = afterThese(definition, [add(1, '1.1', 'after', [8]), act(2, '1.2'), act(1, '1.1')]);
    expect([state.status, asked(state)]).toEqual(['running', ['1.3: 8']]);
    expect(stateAfter(definition, state, act(8, '1.3')).status).toBe('approved');
    expect(stateAfter(definition, state, act(8, '1.3', 'reject')).status).toBe('rejected');
  });
  it('after, in any: the first yes closes the vote, the added one is still asked', () => {
    const anyOf = flow([approve('n1', [1, 2], { mode: any })]);
    const state = afterThese(anyOf, [add(1, '1.1', 'after', [8]), act(1, '1.1')]);
    expect(asked(state)).toEqual(['1.3: 8']);
    expect(findSlot(state, '1.2')?.state).toBe('cancelled');
    expect(asked(stateAfter(anyOf, state, takeBack(1, '1.1')))).toEqual(['1.1: 1', '1.2: 2']);
  });
  it('after, in sequence: before the next in line', () => {
    const line = flow([approve('n1', [1, 2], { mode: sequence })]);
    const state = afterThese(line, [add(1, '1.1', 'after', [8]), act(1, '1.1')]);
    expect(asked(state)).toEqual(['1.3: 8']);
    expect(asked(stateAfter(line, state, act(8, '1.3')))).toEqual(['1.2: 2']);
  });
  it('alongside joins the count', () => {
    const vote = flow([approve('n1', [1, 2], { mode: half })]);
    const state = afterThese(vote, [add(1, '1.1', 'alongside', [8, 9]), act(1, '1.1')]);
    expect(state.status).toBe('running');
    expect(stateAfter(vote, state, act(9, '1.4')).status).toBe('approved');
  });
  it('removing tallies again; the last one asked of an undecided node stays', () => {
    const remove = (slotId: string): InstanceCommand => ({ type: 'removeApprover', actor: actor(1), slotId });
    const vote = flow([approve('n1', [1, 2], { mode: half })]);
    const added = afterThese(vote, [add(1, '1.1', 'alongside', [8]), act(1, '1.1')]);
    expect(added.status).toBe('running');
    expect(stateAfter(vote, added, remove('1.3')).status).toBe('approved');
    const last = afterThese(definition, [add(1, '1.1', 'alongside', [8]), act(1, '1.1'), act(2, '1.2')]);
    expect(refusalOf(definition, last, remove('1.3'))).toBe('lastOpenTask');
    const afterwards = afterThese(definition, [add(1, '1.1', 'after', [8]), act(1, '1.1'), act(2, '1.2')]);
    expect(stateAfter(definition, afterwards, remove('1.3')).status).toBe('approved');
    const before = afterThese(definition, [add(1, '1.1', 'before', [8])]);
    expect(asked(stateAfter(definition, before, remove('1.3')))).toEqual(['1.1: 1', '1.2: 2']);
    expect(refusalOf(definition, before, { type: 'removeApprover', actor: actor(2), slotId: '1.3' })).toBe(
      'notAddedByYou',
    );
  });
});

describe('transfer', () => {
  const definition = flow([approve('n1', [1, 2])]);
  it('keeps the chain, and may go back to an earlier owner', () => {
    const to = (n: number, other: number): InstanceCommand => ({
      type: 'transfer',
      actor: actor(n),
      slotId: '1.1',
      to: person(other),
    });
    const state = afterThese(definition, [to(1, 8), to(8, 1)]);
    expect(findSlot(state, '1.1')).toMatchObject({ person: person(1), chain: [person(1), person(8)], state: 'open' });
    expect(answered(definition, state, act(8, '1.1'))).toMatchObject({
      refuse: { code: 'alreadyHandled', facts: { how: 'transferred', by: person(1) } },
    });
  });
});

describe('take back', () => {
  const definition = flow([approve('n1', [1, 2], { mode: any }), approve('n2', [3]), approve('n3', [5])]);
  it('as long as no successor has acted: the next node goes, the own one is open again', () => {
    const state = afterThese(definition, [act(1, '1.1'), takeBack(1, '1.1')]);
    expect(asked(state)).toEqual(['1.1: 1', '1.2: 2']);
    expect(state.visits.map((visit) => visit.state)).toEqual(['open', 'cancelled']);
    // A new visit of n2, not the cancelled one.
    expect(asked(stateAfter(definition, state, act(2, '1.2')))).toEqual(['3.1: 3']);
  });
  it('not once a successor has acted, by approving or by returning', () => {
    const passed = afterThese(definition, [act(1, '1.1'), act(3, '2.1')]);
    expect(refusalOf(definition, passed, takeBack(1, '1.1'))).toBe('successorActed');
    const returned = afterThese(definition, [back(5, '3.1', 'n2')], passed);
    expect(refusalOf(definition, returned, takeBack(1, '1.1'))).toBe('successorActed');
  });
  it('in sequence the next one is no longer asked', () => {
    const line = flow([approve('n1', [1, 2], { mode: sequence })]);
    const state = afterThese(line, [act(1, '1.1'), takeBack(1, '1.1')]);
    expect(asked(state)).toEqual(['1.1: 1']);
    const further = flow([approve('n1', [1, 2, 3], { mode: sequence })]);
    expect(refusalOf(further, afterThese(further, [act(1, '1.1'), act(2, '1.2')]), takeBack(1, '1.1'))).toBe(
      'successorActed',
    );
  });
});

describe('return', () => {
  const nodes = [approve('n1', [1, 2]), approve('n2', [3]), approve('n3', [4, 5])];
  const definition = flow(nodes);
  const atThird = () => afterThese(definition, [act(1, '1.1'), act(2, '1.2'), act(3, '2.1')]);

  it('to the applicant, who resubmits and runs again from the start', () => {
    const returned = afterThese(definition, [back(4, '3.1', 'applicant')], atThird());
    expect([returned.status, asked(returned)]).toEqual(['returned', ['4.1: 0']]);
    expect(openTasks(returned)[0]?.kind).toBe('resubmit');
    expect(refusalOf(definition, returned, { type: 'urge', actor: actor(0), channel: 'app' })).toBe('withApplicant');
    const again = stateAfter(definition, returned, { type: 'resubmit', actor: actor(0), form: 2 });
    expect([again.status, asked(again)]).toEqual(['running', ['5.1: 1', '5.2: 2']]);
  });
  it('to the applicant, then straight back to the returning node', () => {
    const returned = afterThese(definition, [back(4, '3.1', 'applicant', 'straight')], atThird());
    const straight = stateAfter(definition, returned, { type: 'resubmit', actor: actor(0), form: 2 });
    expect(asked(straight)).toEqual(['5.1: 4', '5.2: 5']);
  });
  it('out of and into nodes where all must approve, with someone added', () => {
    const state = afterThese(definition, [add(4, '3.1', 'alongside', [9]), act(9, '3.3')], atThird());
    const returned = afterThese(definition, [back(5, '3.2', 'n1', 'straight')], state);
    expect(asked(returned)).toEqual(['4.1: 1', '4.2: 2']);
    expect(asked(afterThese(definition, [act(1, '4.1'), act(2, '4.2')], returned))).toEqual(['5.1: 4', '5.2: 5']);
  });
  it('only to passed nodes that the flow allows', () => {
    expect(refusalOf(definition, submitted(definition), back(1, '1.1', 'n2'))).toBe('targetNotPassed');
    const closed = flow([
      approve('n1', [1]),
      approve('n2', [2]),
      approve('n3', [3], { returns: { applicant: false, nodes: ['n2'] } }),
    ]);
    const state = afterThese(closed, [act(1, '1.1'), act(2, '2.1')]);
    expect(refusalOf(closed, state, back(3, '3.1', 'applicant'))).toBe('targetNotAllowed');
    expect(refusalOf(closed, state, back(3, '3.1', 'n1'))).toBe('targetNotAllowed');
    expect(refusalOf(closed, state, back(3, '3.1', 'n2'))).toBe(null);
  });
  it('a reject may return instead of ending', () => {
    const onReject = { kind: 'return', to: { kind: 'node', nodeId: 'n1' }, afterwards: 'again' };
    const gentle = flow([approve('n1', [1]), approve('n2', [2], { onReject })]);
    expect(asked(afterThese(gentle, [act(1, '1.1'), act(2, '2.1', 'reject')]))).toEqual(['3.1: 1']);
  });
});

describe('time limits', () => {
  const limit = { reminder: { after: { workingMinutes: 60 }, times: 2 }, overdue: { workdays: 1 } };
  const definition = flow([approve('n1', [1]), approve('n2', [2])], { limit });
  const due = (timerId: string): InstanceCommand => ({ type: 'timerDue', actor: systemActor, timerId });

  it('are set when the task opens, and cancelled when it closes', () => {
    const state = submitted(definition);
    expect(state.timers).toMatchObject([
      { id: 't1', purpose: 'reminder', slotId: '1.1', after: { workingMinutes: 60 }, count: 1 },
      { id: 't2', purpose: 'overdue', slotId: '1.1', after: { workdays: 1 } },
    ]);
    const next = stateAfter(definition, state, act(1, '1.1'));
    expect(next.timers.map((timer) => [timer.id, timer.slotId])).toEqual([
      ['t3', '2.1'],
      ['t4', '2.1'],
    ]);
    expect(refusalOf(definition, next, due('t1'))).toBe('timerGone');
  });
  it('remind n times and mark what is overdue', () => {
    const state = submitted(definition);
    const once = stateAfter(definition, state, due('t1'));
    expect(once.timers.map((timer) => [timer.id, timer.count])).toEqual([
      ['t2', 1],
      ['t3', 2],
    ]);
    const twice = stateAfter(definition, once, due('t3'));
    expect(twice.timers.map((timer) => timer.id)).toEqual(['t2']);
    expect(openTasks(stateAfter(definition, twice, due('t2')))).toMatchObject([{ slotId: '1.1', overdue: true }]);
  });
  it('are made anew after a return, a transfer, and a suspension', () => {
    const at2 = afterThese(definition, [act(1, '1.1')]);
    expect(stateAfter(definition, at2, back(2, '2.1', 'n1')).timers.map((timer) => timer.slotId)).toEqual([
      '3.1',
      '3.1',
    ]);
    const moved = stateAfter(definition, at2, { type: 'transfer', actor: actor(2), slotId: '2.1', to: person(9) });
    expect(moved.timers.map((timer) => timer.id)).toEqual(['t5', 't6']);
    const stopped = stateAfter(
      definition,
      at2,
      { type: 'suspend', actor: actor(7), reason: 'x' },
      { mayAdminister: true },
    );
    expect(stopped.timers).toEqual([]);
    expect(refusalOf(definition, stopped, act(2, '2.1'))).toBe('suspended');
    const resumed = stateAfter(definition, stopped, { type: 'resume', actor: actor(7) }, { mayAdminister: true });
    expect(resumed.timers.map((timer) => timer.id)).toEqual(['t5', 't6']);
  });
});

describe('urge', () => {
  const definition = flow([approve('n1', [1, 2])], { urge: { everyMinutes: 30 } });
  const opened = submitted(definition, { now: '2026-11-23T01:00:00Z' });
  const phone = (happenedAt: string): InstanceCommand => ({
    type: 'urge',
    actor: actor(0),
    channel: 'phone',
    slotIds: ['1.1'],
    happenedAt,
  });
  it('is limited per task and channel', () => {
    const app: InstanceCommand = { type: 'urge', actor: actor(0), channel: 'app' };
    const urged = stateAfter(definition, opened, app, { now: '2026-11-23T02:00:00Z' });
    expect(answered(definition, urged, app, { now: '2026-11-23T02:29:59Z' })).toEqual({
      refuse: { code: 'urgeTooSoon', facts: { nextAt: '2026-11-23T02:30:00.000Z' } },
    });
    expect(refusalOf(definition, urged, app, { now: '2026-11-23T02:30:00Z' })).toBe(null);
    const now = '2026-11-23T02:01:00Z';
    expect(refusalOf(definition, urged, phone('2026-11-23T02:00:30Z'), { now })).toBe(null);
    expect(refusalOf(definition, urged, { ...app, actor: actor(1) })).toBe('applicantOnly');
  });
  it('by phone is confirmed or disputed by who was asked, once, also after he decided', () => {
    const now = '2026-11-23T02:00:00Z';
    expect(refusalOf(definition, opened, phone('2026-11-23T00:59:00Z'), { now })).toBe('urgeTimeWrong');
    expect(refusalOf(definition, opened, phone('2026-11-23T02:01:00Z'), { now })).toBe('urgeTimeWrong');
    const urged = stateAfter(definition, opened, phone('2026-11-23T01:30:00Z'), { now });
    const acted = stateAfter(definition, urged, act(1, '1.1'));
    const dispute = { type: 'disputeUrge', actor: actor(1), urgeId: 'u1', slotId: '1.1' } as const;
    expect(refusalOf(definition, acted, { ...dispute, actor: actor(2) })).toBe('notYours');
    const disputed = stateAfter(definition, acted, dispute);
    expect(disputed.urges[0]?.asked).toEqual([{ slotId: '1.1', person: person(1), answer: 'disputed' }]);
    expect(refusalOf(definition, disputed, { ...dispute, type: 'confirmUrge' })).toBe('urgeAlreadyAnswered');
  });
});

describe('evidence and opinion', () => {
  it('stores what was seen and what was proved for the decision', () => {
    const definition = flow([approve('n1', [1], { strength: 'fresh', opinion: 'unlessApproved' })]);
    const state = submitted(definition);
    const seen = { algorithm: 'sha-256', digest: 'abcd' };
    const signedIn = { strength: 'password', freshAt: '2026-11-23T00:00:00Z' } as const;
    const weak: Partial<Facts> = { evidence: { seen, strength: 'signedIn', signedIn } };
    const strong: Partial<Facts> = { evidence: { seen, strength: 'fresh', signedIn } };
    expect(refusalOf(definition, state, act(1, '1.1'), weak)).toBe('strengthTooLow');
    expect(refusalOf(definition, state, act(1, '1.1'), { evidence: undefined })).toBe('evidenceMissing');
    expect(refusalOf(definition, state, act(1, '1.1', 'reject'), strong)).toBe('opinionRequired');
    expect(eventsOf(definition, state, act(1, '1.1'), strong)[0]).toMatchObject({
      type: 'acted',
      evidence: { seen, strength: 'fresh', signedIn },
    });
  });
  it('handling has no reject', () => {
    const definition = flow([{ ...approve('n1', [1]), kind: 'handle' }]);
    const state = submitted(definition);
    expect(refusalOf(definition, state, act(1, '1.1', 'reject'))).toBe('wrongOutcome');
    expect(stateAfter(definition, state, act(1, '1.1', 'handle')).status).toBe('approved');
  });
});

describe('leaver', () => {
  it('goes to the successor, else the supervisor, who is not asked twice if it can be helped', () => {
    const definition = flow([approve('n1', [1, 2])]);
    const left: InstanceCommand = { type: 'personLeft', actor: systemActor, person: person(1) };
    const state = submitted(definition);
    expect(asked(stateAfter(definition, state, left))).toEqual(['1.1: 3', '1.2: 2']);
    const named = stateAfter(definition, state, left, {
      answer: (query) => (query.rule.kind === 'successorOf' ? [{ id: person(2), deputies: [] }] : companyAnswer(query)),
    });
    expect(asked(named)).toEqual(['1.1: 3', '1.2: 2']);
    const nobody = answered(definition, state, left, { answer: () => [] });
    expect(nobody).toEqual({ refuse: { code: 'noSuccessor', facts: { person: person(1) } } });
  });
});

describe('the way', () => {
  it('takes the branch that is true, and copies on the way and at the end', () => {
    const condition = {
      kind: 'condition',
      id: 'c',
      name: 'days',
      branches: [{ id: 'long', name: 'long', when: 'days > 3', nodes: [approve('n2', [2])] }],
      otherwise: { id: 'short', name: 'short', nodes: [] },
    };
    const copy = { kind: 'copy', id: 'k', name: 'copy', to: [{ kind: 'named', people: [person(8)] }] };
    const copies = [{ when: 'approved', to: { kind: 'role', role: person(50), within: 'employer' } }];
    const definition = flow([approve('n1', [1]), condition, copy], { copies });
    const state = submitted(definition);
    expect(asked(stateAfter(definition, state, act(1, '1.1'), { branch: 'long' }))).toEqual(['2.1: 2']);
    const short = stateAfter(definition, state, act(1, '1.1'), { branch: 'short' });
    expect([short.status, short.copied]).toEqual(['approved', [8, 4, 5].map(person)]);
    const rejected = stateAfter(definition, state, act(1, '1.1', 'reject'));
    expect([rejected.status, rejected.copied]).toEqual(['rejected', []]);
  });
  it.each([
    ['whileRunning', null],
    ['beforeFirstDecision', 'withdrawNotAllowed'],
    ['never', 'withdrawNotAllowed'],
  ])('withdraw %s after a decision', (withdraw, expected) => {
    const definition = flow([approve('n1', [1]), approve('n2', [2])], { withdraw });
    const state = afterThese(definition, [act(1, '1.1')]);
    expect(refusalOf(definition, state, { type: 'withdraw', actor: actor(0) })).toBe(expected);
  });
  it('copies only people it can find, each once', () => {
    const definition = flow([approve('n1', [1])]);
    const state = submitted(definition);
    const copy: InstanceCommand = { type: 'copy', actor: personActor(person(1)), people: [person(8)] };
    expect(refusalOf(definition, state, { ...copy, actor: actor(9) })).toBe('participantsOnly');
    expect(refusalOf(definition, stateAfter(definition, state, copy), copy)).toBe('alreadyCopied');
  });
});
