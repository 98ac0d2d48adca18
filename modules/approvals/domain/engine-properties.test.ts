import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns, testSeed } from '#kernel/testing/random-runs.ts';
import type { InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import { approvalFailures } from '../contract/failures.ts';
import { type InstanceState, instanceState } from '../contract/instance.ts';
import { type InstanceEvent, instanceEvent } from '../contract/instance-event.ts';
import { actor, answered, flow, person, personActor, systemActor } from '../testing.ts';
import { apply } from './apply.ts';
import { askedNodeOf } from './asked-node.ts';
import { findSlot, isLive, openVisits, visitOfSlot } from './cursor-tree.ts';
import { branchesOf, everyNode } from './flow-graph.ts';
import { migratable } from './migratable.ts';
import { openOutside, openTasks } from './open-tasks.ts';
import { routeOf } from './route.ts';

const settings = { seed: testSeed, numRuns: testRuns(150) };

const choice = { atLeast: 1, atMost: 3 };
const rule = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }).map((people) => ({
    kind: 'named',
    people: people.map(person),
  })),
  fc.constantFrom<Record<string, unknown>>(
    { kind: 'role', role: person(50), within: 'employer' },
    { kind: 'post', post: person(51), within: 'nearestAbove' },
    { kind: 'departmentHead' },
    { kind: 'departmentHead', field: 'department' },
    { kind: 'supervisor', level: 1 },
    { kind: 'supervisor', level: 9 },
    { kind: 'supervisors', upTo: 'top' },
    { kind: 'formField', field: 'boss' },
    { kind: 'group', group: person(52) },
    { kind: 'expression', expression: 'boss' },
    { kind: 'applicantChosen', ...choice },
    { kind: 'previousChosen', ...choice },
    { kind: 'applicant' },
  ),
);
const plainMode = fc.constantFrom({ kind: 'all' }, { kind: 'any' }, { kind: 'sequence' }, { kind: 'claim' });
const weights = { rules: [2, 1], people: [{ person: person(1), weight: 3 }] };
const mode = fc.oneof(
  { weight: 3, arbitrary: plainMode },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }).map((percent) => ({ kind: 'vote', pass: { percent } })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((count) => ({ kind: 'vote', pass: { count } })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((weight) => ({ kind: 'vote', pass: { weight }, weights })),
  },
);
const reminder = { after: { workingMinutes: 60 }, times: 2 };
const asked = {
  approvers: fc.array(rule, { minLength: 1, maxLength: 2 }),
  empty: fc.constantFrom<Record<string, unknown>>(
    { kind: 'pass' },
    { kind: 'processAdministrator' },
    { kind: 'supervisorsSupervisor' },
    { kind: 'person', person: person(5) },
  ),
  self: fc.constantFrom('acts', 'skip', 'supervisor', 'departmentHead'),
  limit: fc.constantFrom<Record<string, unknown>>(
    {},
    { reminder, overdue: { workdays: 1 } },
    { overdue: { workdays: 2 }, afterwards: { kind: 'pass' } },
    { overdue: { workdays: 2 }, afterwards: { kind: 'reject' } },
    { overdue: { workdays: 2 }, afterwards: { kind: 'escalate' } },
    {
      reminder,
      overdue: { workdays: 2 },
      afterwards: { kind: 'transfer', to: { kind: 'role', role: 'duty', within: 'group' } },
    },
  ),
  fields: fc.constantFrom({}, { amount: 'edit' }),
};
const approveNode = fc.record(
  {
    kind: fc.constant('approve'),
    ...asked,
    mode,
    authority: fc.constant({ amount: 'amount' }),
    onReject: fc.constantFrom<Record<string, unknown>>(
      { kind: 'end' },
      { kind: 'return', to: { kind: 'applicant' }, afterwards: 'straight' },
      { kind: 'return', to: { kind: 'node', nodeId: 'n1' }, afterwards: 'again' },
      { kind: 'return', to: { kind: 'node', nodeId: 'n2' }, afterwards: 'straight' },
    ),
  },
  { requiredKeys: ['kind', 'approvers', 'empty', 'self', 'limit', 'fields', 'mode', 'onReject'] },
);
const handleNode = fc.record({ kind: fc.constant('handle'), ...asked, mode: plainMode });
const copyNode = fc.record({ kind: fc.constant('copy'), to: fc.array(rule, { minLength: 1, maxLength: 2 }) });
const delayNode = fc.record({
  kind: fc.constant('delay'),
  for: fc.constantFrom({ hours: 3 }, { workdays: 1 }, { untilField: 'day' }),
});
const callNode = fc.record({
  kind: fc.constant('call'),
  what: fc.constant({ kind: 'operation', operation: 'seals.reserve' }),
  input: fc.constant({ amount: 'amount' }),
  wait: fc.boolean(),
  onFailure: fc.constantFrom('suspend', 'goOn', 'reject'),
});
const subProcessNode = fc.record({
  kind: fc.constant('subProcess'),
  process: fc.constant('other.kind'),
  per: fc.constantFrom({ kind: 'one' }, { kind: 'row', table: 'rows' }),
  form: fc.constant({}),
  wait: fc.boolean(),
  onRejected: fc.constantFrom('reject', 'goOn'),
});
/** Within its own list of nodes, so never across a join; always with a way on. */
const gotoNode = fc.record({ kind: fc.constant('goto'), toPlace: fc.nat({ max: 9 }), when: fc.constant('again') });
const { nodes } = fc.letrec<{
  node: Record<string, unknown>;
  nodes: Record<string, unknown>[];
  branches: Record<string, unknown>[];
  otherwise: Record<string, unknown>;
}>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: approveNode },
    { weight: 2, arbitrary: handleNode },
    { weight: 1, arbitrary: copyNode },
    { weight: 1, arbitrary: delayNode },
    { weight: 1, arbitrary: callNode },
    { weight: 1, arbitrary: subProcessNode },
    { weight: 1, arbitrary: gotoNode },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('condition'),
        branches: tie('branches'),
        otherwise: tie('otherwise'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('parallel'),
        branches: tie('branches'),
        join: fc.constantFrom({ kind: 'all' }, { kind: 'any' }, { kind: 'count', count: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record(
        { kind: fc.constant('inclusive'), branches: tie('branches'), otherwise: tie('otherwise') },
        { requiredKeys: ['kind', 'branches'] },
      ),
    },
  ),
  branches: fc.array(fc.record({ when: fc.constant('true'), nodes: tie('nodes') }), { minLength: 1, maxLength: 3 }),
  otherwise: fc.record({ nodes: tie('nodes') }),
  nodes: fc.array(tie('node'), { minLength: 0, maxLength: 4 }),
}));

type Named = Record<string, unknown> & { id: string };

/** Gives every node and branch an id of its own, in the order of the tree. */
function named(list: readonly Record<string, unknown>[], count = { n: 0 }): Named[] {
  const result = list.map((node): Named => {
    count.n += 1;
    const id = `n${count.n}`;
    const branch = (one: Record<string, unknown>) => {
      count.n += 1;
      return { ...one, id: `b${count.n}`, name: 'branch', nodes: named(one.nodes as Record<string, unknown>[], count) };
    };
    const branches = (node.branches as Record<string, unknown>[] | undefined)?.map(branch);
    const otherwise = node.otherwise && branch(node.otherwise as Record<string, unknown>);
    return { ...node, id, name: id, ...(branches && { branches }), ...(otherwise && { otherwise }) };
  });
  return result.map(({ toPlace, ...node }) =>
    node.kind === 'goto' ? { ...node, to: result[Number(toPlace) % result.length]?.id } : node,
  );
}

const definitions = fc
  .record({
    nodes: fc.tuple(nodes, nodes).map((parts) => parts.flat()),
    deduplicate: fc.constantFrom('never', 'consecutive', 'once'),
    copies: fc.constantFrom([], [{ when: 'decided', to: { kind: 'role', role: person(50), within: 'group' } }]),
    withdraw: fc.constantFrom('whileRunning', 'beforeFirstDecision', 'never'),
    revoke: fc.constantFrom<Record<string, unknown>>({ kind: 'never' }, { kind: 'withinDays', days: 30 }),
    outcomeRequired: fc.boolean(),
  })
  .map(({ nodes: list, ...rest }) => flow(named(list), rest));

/** Ids of branches, and of gotos: any of them may be true. */
function conditional(definition: Definition): string[] {
  return everyNode(definition.nodes).flatMap((node) =>
    node.kind === 'goto' ? [node.id] : branchesOf(node).map((branch) => branch.id),
  );
}

/** Which of them are, by this choice: gotos seldom, so that a walk gets somewhere. */
function trueOnes(definition: Definition, choice: number): string[] {
  return conditional(definition).filter((id, index) => (choice >> (index % 20)) % (id.startsWith('n') ? 4 : 2) === 1);
}

/** Everything that might be said about this state, sensible or not, by those concerned and by a stranger. */
function sayable(definition: Definition, state: InstanceState): InstanceCommand[] {
  const slots = state.visits.flatMap((visit) => visit.slots).slice(-10);
  const lost = state.visits.filter((visit) => visit.state === 'cancelled').slice(-1);
  const ids = [...slots.map((slot) => slot.id), ...lost.map((visit) => `${visit.number}.1`), '99.1'];
  const commands: InstanceCommand[] = [];
  for (const slotId of ids) {
    const slot = slots.find((one) => one.id === slotId);
    const people = new Set([slot?.person ?? person(2), ...(slot?.deputies ?? []), ...(slot?.chain ?? [])]);
    for (const personId of people) {
      const by = { actor: personActor(personId), slotId };
      for (const outcome of ['approve', 'reject', 'handle'] as const) commands.push({ type: 'act', ...by, outcome });
      const opinion = { text: 'so', executor: person(6) };
      commands.push({ type: 'act', ...by, outcome: 'approve', opinion, form: state.form + 1, chosen: everybodyChosen });
      for (const type of ['takeBack', 'claim', 'putBack', 'passUp'] as const) commands.push({ type, ...by });
      for (const n of [9, 3]) commands.push({ type: 'delegate', ...by, to: person(n) });
      for (const n of [0, 2, 6]) commands.push({ type: 'transfer', ...by, to: person(n) });
      for (const place of ['before', 'alongside', 'after'] as const) {
        commands.push({ type: 'addApprover', ...by, place, people: [person(9), person(10)], needs: 'any' });
        commands.push({ type: 'addApprover', ...by, place, people: [person(11), person(3)], needs: 'all' });
      }
      for (const afterwards of ['again', 'straight'] as const) {
        commands.push({ type: 'return', ...by, to: { kind: 'applicant' }, afterwards });
        for (const nodeId of routeOf(definition).keys()) {
          commands.push({ type: 'return', ...by, to: { kind: 'node', nodeId }, afterwards });
        }
      }
    }
    const adder = slots.find((one) => one.id === slot?.added?.by);
    if (adder) commands.push({ type: 'removeApprover', actor: personActor(adder.person), slotId });
    commands.push({ type: 'act', actor: actor(77), slotId, outcome: 'approve' });
    commands.push({ type: 'reassign', actor: actor(7), slotId, to: person(12), reason: 'away' });
    if (slot) commands.push({ type: 'personLeft', actor: systemActor, person: slot.person });
    commands.push({
      type: 'urge',
      actor: actor(0),
      channel: 'phone',
      slotIds: [slotId],
      happenedAt: '2026-11-23T01:00:00Z',
    });
  }
  const nodeIds = [...routeOf(definition).keys()];
  for (const visit of state.visits.slice(-8)) {
    const { number, call, children = [] } = visit;
    for (const attempt of [1, 2]) {
      for (const ok of [true, false]) {
        if (call) commands.push({ type: 'callResult', actor: systemActor, visit: number, attempt, ok });
      }
      for (const { id: childId } of children) {
        for (const outcome of ['approved', 'rejected', 'withdrawn', 'failed'] as const) {
          commands.push({ type: 'childEnded', actor: systemActor, childId, attempt, outcome });
        }
      }
    }
    if (call) {
      const byHand = { type: 'answerByHand', actor: actor(7), visit: number, attempt: call.attempt } as const;
      for (const ok of [true, false]) commands.push({ ...byHand, ok, reason: 'seen there' });
    }
    commands.push({ type: 'wake', actor: actor(7), visit: number, reason: 'waited long enough' });
  }
  for (const nodeId of nodeIds) commands.push({ type: 'jump', actor: actor(7), to: nodeId, reason: 'stuck' });
  for (const { slotId, executor } of state.duties) {
    commands.push({ type: 'recordOutcome', actor: personActor(executor), slotId, text: 'done' });
  }
  for (const { id, asked: whom } of state.urges.slice(-2)) {
    for (const { slotId, person: personId } of whom) {
      commands.push({ type: 'confirmUrge', actor: personActor(personId), urgeId: id, slotId });
      commands.push({ type: 'disputeUrge', actor: personActor(personId), urgeId: id, slotId });
    }
  }
  for (const { id } of [...state.timers, { id: 't0' }]) {
    commands.push({ type: 'timerDue', actor: systemActor, timerId: id });
  }
  commands.push(
    { type: 'resubmit', actor: actor(0), form: state.form + 1 },
    { type: 'resubmit', actor: actor(0), form: state.form },
    { type: 'urge', actor: actor(0), channel: 'app' },
    { type: 'withdraw', actor: actor(0) },
    { type: 'revoke', actor: actor(0), reason: 'not needed' },
    { type: 'objectSubmission', actor: actor(0), reason: 'not mine' },
    { type: 'recordOutcome', actor: actor(0), text: 'done' },
    { type: 'editForm', actor: actor(7), form: state.form + 1, reason: 'typing error' },
    { type: 'migrate', actor: actor(7), version: 2, definition: otherVersion(definition), reason: 'new version' },
    { type: 'comment', actor: actor(3), text: 'well', mentions: [], files: [] },
    { type: 'copy', actor: actor(0), people: [person(13)] },
    { type: 'suspend', actor: actor(7), reason: 'check' },
    { type: 'resume', actor: actor(7) },
    { type: 'terminate', actor: actor(7), reason: 'wrong form' },
    { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} },
    { type: 'act', actor: { kind: 'application', applicationId: 'bot' }, slotId: ids[0] ?? '1.1', outcome: 'approve' },
  );
  return commands;
}

/** How often each sort of command is tried, so that a walk goes far and wide; what ends it, seldom. */
const often: Partial<Record<InstanceCommand['type'], number>> = {
  act: 16,
  claim: 4,
  return: 2,
  takeBack: 3,
  addApprover: 2,
  delegate: 2,
  passUp: 2,
  removeApprover: 2,
  timerDue: 4,
  callResult: 4,
  childEnded: 4,
  resubmit: 4,
  resume: 3,
  revoke: 2,
};
const rare: readonly InstanceCommand['type'][] = ['withdraw', 'terminate', 'objectSubmission', 'submit'];

/** Some of the sayable commands of one sort, the first of which that is possible will be said. */
function candidates(definition: Definition, state: InstanceState, choice: number): InstanceCommand[] {
  const all = sayable(definition, state).filter(
    (one) => one.type !== 'act' || one.outcome !== 'reject' || choice % 6 === 0,
  );
  const types = [...new Set(all.map((one) => one.type))].filter((type) => !rare.includes(type) || choice % 11 === 0);
  const weighted = types.flatMap((type) => Array.from({ length: often[type] ?? 1 }, () => type));
  // Nothing much can be said while it is suspended.
  const type = state.suspended && choice % 3 > 0 ? 'resume' : weighted[choice % weighted.length];
  const open = openTasks(state).map((task) => task.slotId);
  const isOpen = (one: InstanceCommand) => 'slotId' in one && one.slotId !== undefined && open.includes(one.slotId);
  const ofType = all.filter((one) => one.type === type);
  const those = choice % 4 > 0 && ofType.some(isOpen) ? ofType.filter(isOpen) : ofType;
  const start = Math.floor(choice / weighted.length) % those.length;
  return [...those.slice(start), ...those.slice(0, start)].slice(0, 8);
}

/** Somebody for every node, whoever it is that chooses. */
const everybodyChosen = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`n${n}`, [person(3), person(8)]]));
const submission: InstanceCommand = {
  type: 'submit',
  actor: actor(14),
  applicant: person(0),
  form: 1,
  chosen: everybodyChosen,
};

/** The same nodes, asked in other ways. */
function otherVersion(definition: Definition): Definition {
  const nodes = definition.nodes.map((node) =>
    node.kind === 'approve' ? { ...node, mode: { kind: 'any' as const }, empty: { kind: 'pass' as const } } : node,
  );
  return { ...definition, nodes };
}

/** Walks and calls back after every step with the state, all events so far, and the flow that it follows by then. */
function walk(
  definition: Definition,
  choices: readonly number[],
  visit: (state: InstanceState, events: readonly InstanceEvent[], flow: Definition) => void,
): void {
  const branch = trueOnes(definition, choices[0] ?? 0);
  const first = answered(definition, null, submission, { branch });
  if ('refuse' in first) {
    // A flow whose gotos lead in circles as long as they are all true.
    expect(first.refuse.code).toBe('tooManySteps');
    return;
  }
  let { state } = first;
  let flowNow = definition;
  const events = [...first.events];
  visit(state, events, flowNow);
  choices.forEach((choice, step) => {
    const now = new Date(Date.UTC(2026, 10, 23, 1, step * 20)).toISOString();
    for (const command of candidates(flowNow, state, choice)) {
      const decision = answered(flowNow, state, command, {
        now,
        branch: trueOnes(flowNow, choice),
        rowCount: choice % 3,
        mayAdminister: true,
        ...(choice % 2 === 0 && { may: { limit: 100, total: 200, siblings: [] } }),
      });
      if ('refuse' in decision) {
        expect(Object.keys(approvalFailures)).toContain(decision.refuse.code);
        approvalFailures[decision.refuse.code].facts.parse(decision.refuse.facts);
        continue;
      }
      state = decision.state;
      if (command.type === 'migrate') flowNow = command.definition;
      events.push(...decision.events);
      visit(state, events, flowNow);
      return;
    }
  });
}

const walks = [definitions, fc.array(fc.noBias(fc.nat()), { minLength: 5, maxLength: 60, size: 'max' })] as const;

/** What will happen next if everybody agrees, time goes by, and everything outside succeeds. */
function agreeing(definition: Definition, state: InstanceState): InstanceCommand {
  if (state.suspended) return { type: 'resume', actor: actor(7) };
  const [task] = openTasks(state);
  if (task?.kind === 'resubmit') return { type: 'resubmit', actor: actor(0), form: state.form + 1 };
  if (task) {
    const { slotId } = task;
    const by = personActor(task.person);
    const node = routeOf(definition).get(task.nodeId)?.node;
    const visit = visitOfSlot(state, slotId);
    const isOffered = node && 'mode' in node && node.mode.kind === 'claim' && visit?.kind !== 'revoke';
    if (isOffered && !visit?.claimed && findSlot(state, slotId)?.origin === 'rule') {
      return { type: 'claim', actor: by, slotId };
    }
    return { type: 'act', actor: by, slotId, outcome: task.kind === 'handle' ? 'handle' : 'approve' };
  }
  const delay = state.timers.find((timer) => timer.purpose === 'delay');
  if (delay) return { type: 'timerDue', actor: systemActor, timerId: delay.id };
  const { calls, children } = openOutside(state);
  const [call] = calls;
  if (call) return { type: 'callResult', actor: systemActor, visit: call.visit, attempt: call.attempt, ok: true };
  const [child] = children;
  if (!child) throw new Error(`Nothing waits in ${JSON.stringify(state)}`);
  return {
    type: 'childEnded',
    actor: systemActor,
    childId: child.childId,
    attempt: child.attempt,
    outcome: 'approved',
  };
}

/** Everybody agrees from here on, and no expression is true; the state that this ends in. */
function finish(definition: Definition, from: InstanceState): InstanceState {
  let state = from;
  for (let step = 0; step < 500 && !state.ended; step += 1) {
    const decision = answered(definition, state, agreeing(definition, state), { mayAdminister: true });
    if ('refuse' in decision) throw new Error(`${JSON.stringify(decision.refuse)} in ${JSON.stringify(state)}`);
    state = decision.state;
  }
  return state;
}

/** What holds of every state: the cursor tree is whole, tasks are its open slots, timers belong to what waits. */
function mustHold(state: InstanceState): void {
  const open = openVisits(state);
  const slots = open.flatMap((visit) => visit.slots).filter((slot) => slot.state === 'open');
  expect(openTasks(state).map((task) => task.slotId)).toEqual(slots.map((slot) => slot.id));
  expect(state.visits.flatMap((visit) => visit.slots).filter((slot) => slot.state === 'open')).toEqual(slots);
  for (const timer of state.timers) {
    const waits =
      'slotId' in timer
        ? slots.find((slot) => slot.id === timer.slotId)?.episode === timer.episode
        : open.some((visit) => visit.number === timer.visit);
    expect(waits).toBe(true);
  }
  if (state.suspended) expect(state.timers).toEqual([]);
  const { calls, children } = openOutside(state);
  const waitsFor = slots.length + calls.length + children.length + open.filter((one) => one.kind === 'delay').length;
  if (state.ended) {
    expect([open, state.timers, waitsFor]).toEqual([[], [], 0]);
    return;
  }
  expect(waitsFor > 0 || state.suspended).toBe(true);
  // One visit is open outside all branches, and one in every branch under way.
  expect(open.filter((visit) => !visit.in)).toHaveLength(1);
  for (const visit of open) {
    expect(isLive(state, visit.in)).toBe(true);
    for (const { id, state: branch } of visit.branches ?? []) {
      const inside = open.filter((one) => one.in?.visit === visit.number && one.in.branch === id);
      expect(inside).toHaveLength(branch === 'running' ? 1 : 0);
    }
  }
}

describe(`random walks over random flows (GUIJU_SEED=${testSeed})`, () => {
  it('state = fold of the events as stored; both are as the contract says', () => {
    const ended = new Map<string, number>();
    const happened = new Map<string, number>();
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        let last: InstanceState | null = null;
        const all: InstanceEvent[] = [];
        walk(definition, choices, (state, events) => {
          const stored: InstanceEvent[] = JSON.parse(JSON.stringify(events.slice(all.length)));
          all.push(...stored);
          last = stored.reduce<InstanceState | null>(apply, last);
          expect(JSON.stringify(last)).toBe(JSON.stringify(state));
        });
        if (!last) return;
        expect(instanceState.parse(last)).toStrictEqual(last);
        for (const event of all) {
          expect(instanceEvent.parse(event)).toStrictEqual(event);
          happened.set(event.type, (happened.get(event.type) ?? 0) + 1);
        }
        ended.set(last.status, (ended.get(last.status) ?? 0) + 1);
      }),
      settings,
    );
    // The walks reach what they are meant to test.
    for (const status of ['running', 'returned', 'approved']) expect(ended.get(status)).toBeGreaterThan(0);
    for (const type of ['branchArrived', 'returned', 'delegated', 'claimed', 'jumped']) {
      expect([type, (happened.get(type) ?? 0) > 0]).toEqual([type, true]);
    }
  });

  it('what waits is exactly what is open, branch by branch; what has ended waits for nothing', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        walk(definition, choices, mustHold);
      }),
      settings,
    );
  });

  it('every running request can still finish', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        let last: InstanceState | undefined;
        let by = definition;
        walk(definition, choices, (state, _, flowNow) => {
          last = state;
          by = flowNow;
        });
        if (last) expect(finish(by, last).ended).toBeDefined();
      }),
      settings,
    );
  });

  it('any two commands on one state, in either order: the second succeeds or is refused by a declared failure', () => {
    fc.assert(
      fc.property(
        ...walks,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 40, maxLength: 40 }),
        (definition, choices, pairs) => {
          let last: InstanceState | undefined;
          let by = definition;
          walk(definition, choices, (state, _, flowNow) => {
            if (state.ended) return;
            last = state;
            by = flowNow;
          });
          if (!last) return;
          const state = last;
          const all = sayable(by, state);
          const now = '2026-11-24T01:00:00Z';
          const say = (on: InstanceState, command: InstanceCommand | undefined) => {
            if (!command || command.type === 'migrate') return on;
            const decision = answered(by, on, command, { now, mayAdminister: true });
            if (!('refuse' in decision)) return decision.state;
            approvalFailures[decision.refuse.code].facts.parse(decision.refuse.facts);
            return on;
          };
          for (const [left, right] of pairs) {
            const one = all[left % all.length];
            const other = all[right % all.length];
            for (const result of [say(say(state, one), other), say(say(state, other), one)]) mustHold(result);
          }
        },
      ),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 3) },
    );
  });

  it('two who agree at once in one node that all must pass: whoever comes second, the outcome is the same', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        walk(definition, choices.slice(0, 15), (state, _, by) => {
          if (state.suspended) return;
          const tasks = openTasks(state).filter((task) => task.kind === 'approve');
          const [one, other] = tasks;
          const visit = one && visitOfSlot(state, one.slotId);
          const node = visit && askedNodeOf(by, visit);
          if (!one || !other || node?.mode.kind !== 'all' || visitOfSlot(state, other.slotId) !== visit) return;
          const say = (on: InstanceState, task: typeof one) => {
            const actorOf = personActor(task.person);
            const command: InstanceCommand = { type: 'act', actor: actorOf, slotId: task.slotId, outcome: 'approve' };
            const decision = answered(by, on, command);
            return 'refuse' in decision ? decision.refuse.code : decision.state;
          };
          const both = [one, other].map((first, index) => {
            const then = say(state, first);
            return typeof then === 'string' ? then : say(then, index === 0 ? other : one);
          });
          const seen = both.map((result) =>
            typeof result === 'string' ? result : [result.status, openTasks(result).map((task) => task.slotId)],
          );
          expect(seen[0]).toEqual(seen[1]);
        });
      }),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 2) },
    );
  });

  it('a flow that has not changed takes over every running request, with the same tasks', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        walk(definition, choices, (state, _, by) => {
          if (state.ended || state.revoking) return;
          expect(migratable(by, by, state)).toEqual([]);
          const same: Definition = structuredClone(by);
          const command: InstanceCommand = {
            type: 'migrate',
            actor: actor(7),
            version: 2,
            definition: same,
            reason: 'same',
          };
          const decision = answered(by, state, command, { mayAdminister: true });
          if ('refuse' in decision) throw new Error(JSON.stringify(decision.refuse));
          expect(openTasks(decision.state)).toEqual(openTasks(state));
        });
      }),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 3) },
    );
  });
});
