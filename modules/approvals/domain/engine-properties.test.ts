import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import { approvalFailures } from '../contract/failures.ts';
import { type InstanceState, instanceState } from '../contract/instance.ts';
import { type InstanceEvent, instanceEvent } from '../contract/instance-event.ts';
import { actor, answered, flow, person, personActor, systemActor } from '../testing.ts';
import { apply } from './apply.ts';
import { openTasks } from './open-tasks.ts';
import { routeOf } from './route.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const settings = { seed, numRuns: 250 };

const rule = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }).map((people) => ({
    kind: 'named',
    people: people.map(person),
  })),
  fc.constantFrom(
    { kind: 'role', role: person(50), within: 'employer' },
    { kind: 'post', post: person(51), within: 'nearestAbove' },
    { kind: 'departmentHead' },
    { kind: 'supervisor', level: 1 },
    { kind: 'supervisor', level: 9 },
    { kind: 'applicant' },
  ),
);
const mode = fc.oneof(
  fc.constantFrom({ kind: 'all' }, { kind: 'any' }, { kind: 'sequence' }),
  fc.integer({ min: 1, max: 100 }).map((percent) => ({ kind: 'vote', pass: { percent } })),
  fc.integer({ min: 1, max: 3 }).map((count) => ({ kind: 'vote', pass: { count } })),
);
const asked = {
  approvers: fc.array(rule, { minLength: 1, maxLength: 2 }),
  empty: fc.constantFrom<Record<string, unknown>>(
    { kind: 'pass' },
    { kind: 'processAdministrator' },
    { kind: 'supervisorsSupervisor' },
    { kind: 'person', person: person(5) },
  ),
  self: fc.constantFrom('acts', 'skip', 'supervisor', 'departmentHead'),
  limit: fc.constantFrom(
    {},
    { reminder: { after: { workingMinutes: 60 }, times: 2 }, overdue: { workdays: 1 } },
    { overdue: { workdays: 2 } },
  ),
};
const approveNode = fc.record({
  kind: fc.constant('approve'),
  ...asked,
  mode,
  onReject: fc.constantFrom<Record<string, unknown>>(
    { kind: 'end' },
    { kind: 'return', to: { kind: 'applicant' }, afterwards: 'straight' },
    { kind: 'return', to: { kind: 'node', nodeId: 'n1' }, afterwards: 'again' },
  ),
});
const handleNode = fc.record({
  kind: fc.constant('handle'),
  ...asked,
  mode: fc.constantFrom({ kind: 'all' }, { kind: 'any' }, { kind: 'sequence' }),
});
const copyNode = fc.record({ kind: fc.constant('copy'), to: fc.array(rule, { minLength: 1, maxLength: 2 }) });
const { nodes } = fc.letrec<{ node: Record<string, unknown>; nodes: Record<string, unknown>[] }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 6, arbitrary: approveNode },
    { weight: 2, arbitrary: handleNode },
    { weight: 1, arbitrary: copyNode },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('condition'),
        branches: fc.array(fc.record({ when: fc.constant('true'), nodes: tie('nodes') }), {
          minLength: 1,
          maxLength: 2,
        }),
        otherwise: fc.record({ nodes: tie('nodes') }),
      }),
    },
  ),
  nodes: fc.array(tie('node'), { minLength: 0, maxLength: 4 }),
}));

/** Gives every node and branch an id of its own, in the order of the tree. */
function named(
  list: readonly Record<string, unknown>[],
  count = { n: 0 },
): (Record<string, unknown> & { id: string })[] {
  return list.map((node) => {
    count.n += 1;
    const id = `n${count.n}`;
    const branch = (one: Record<string, unknown>) => {
      count.n += 1;
      return { ...one, id: `b${count.n}`, name: 'branch', nodes: named(one.nodes as Record<string, unknown>[], count) };
    };
    if (node.kind !== 'condition') return { ...node, id, name: id };
    const branches = (node.branches as Record<string, unknown>[]).map(branch);
    return { ...node, id, name: id, branches, otherwise: branch(node.otherwise as Record<string, unknown>) };
  });
}

const definitions = fc
  .record({
    nodes,
    deduplicate: fc.constantFrom('never', 'consecutive', 'once'),
    copies: fc.constantFrom([], [{ when: 'decided', to: { kind: 'role', role: person(50), within: 'group' } }]),
    withdraw: fc.constantFrom('whileRunning', 'beforeFirstDecision', 'never'),
  })
  .map(({ nodes: list, ...rest }) => flow(named(list), rest));

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
      commands.push({ type: 'takeBack', ...by });
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
    { type: 'comment', actor: actor(3), text: 'well', mentions: [] },
    { type: 'copy', actor: actor(0), people: [person(13)] },
    { type: 'suspend', actor: actor(7), reason: 'check' },
    { type: 'resume', actor: actor(7) },
    { type: 'terminate', actor: actor(7), reason: 'wrong form' },
    { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} },
    { type: 'act', actor: { kind: 'application', applicationId: 'bot' }, slotId: ids[0] ?? '1.1', outcome: 'approve' },
  );
  return commands;
}

const rare = new Set(['withdraw', 'terminate', 'suspend', 'reassign', 'personLeft']);

/** One of the sayable commands: mostly one that succeeds, so that a walk goes far; seldom one that ends it. */
function pick(definition: Definition, state: InstanceState, choice: number): InstanceCommand {
  const all = sayable(definition, state);
  const open = openTasks(state).map((task) => task.slotId);
  const likely = all.filter(
    (one) => one.type === 'resume' || one.type === 'resubmit' || ('slotId' in one && open.includes(one.slotId)),
  );
  const from = choice % 3 === 0 || likely.length === 0 ? all : likely;
  const chosen = from[Math.floor(choice / 3) % from.length];
  if (chosen && rare.has(chosen.type) && choice % 5 !== 0)
    return { type: 'comment', actor: actor(0), text: 'hm', mentions: [] };
  return chosen ?? { type: 'comment', actor: actor(0), text: 'hm', mentions: [] };
}

const submission: InstanceCommand = { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} };

/** Walks and calls back after every step with the state, all events so far, and the step's own events. */
function walk(
  definition: Definition,
  choices: readonly number[],
  visit: (state: InstanceState, events: readonly InstanceEvent[]) => void,
): void {
  const branchOf = (choice: number) => `b${(choice % 12) + 1}`;
  const first = answered(definition, null, submission, { branch: branchOf(choices[0] ?? 0) });
  if ('refuse' in first) throw new Error(JSON.stringify(first.refuse));
  let { state } = first;
  const events = [...first.events];
  visit(state, events);
  choices.forEach((choice, step) => {
    const now = new Date(Date.UTC(2026, 10, 23, 1, step * 20)).toISOString();
    const command = pick(definition, state, choice);
    const decision = answered(definition, state, command, { now, branch: branchOf(choice), mayAdminister: true });
    if ('refuse' in decision) {
      expect(Object.keys(approvalFailures)).toContain(decision.refuse.code);
      approvalFailures[decision.refuse.code].facts.parse(decision.refuse.facts);
      return;
    }
    state = decision.state;
    events.push(...decision.events);
    visit(state, events);
  });
}

const walks = [definitions, fc.array(fc.nat(), { minLength: 5, maxLength: 40 })] as const;

/** Everybody agrees from here on; the state that this ends in. */
function finish(definition: Definition, from: InstanceState): InstanceState {
  let state = from;
  for (let step = 0; step < 300 && !state.ended; step += 1) {
    const [task] = openTasks(state);
    if (!task) throw new Error(`Nothing open in ${JSON.stringify(state)}`);
    let command: InstanceCommand = {
      type: 'act',
      actor: personActor(task.person),
      slotId: task.slotId,
      outcome: task.kind === 'handle' ? 'handle' : 'approve',
    };
    if (state.suspended) command = { type: 'resume', actor: actor(7) };
    else if (task.kind === 'resubmit') command = { type: 'resubmit', actor: actor(0), form: state.form + 1 };
    const decision = answered(definition, state, command, { mayAdminister: true });
    if ('refuse' in decision) throw new Error(`${JSON.stringify(decision.refuse)} in ${JSON.stringify(state)}`);
    state = decision.state;
  }
  return state;
}

describe(`random walks over random flows (SEED=${seed})`, () => {
  it('state = fold of the events as stored; both are as the contract says', () => {
    const ended = new Map<string, number>();
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        let last: InstanceState | undefined;
        walk(definition, choices, (state, events) => {
          const stored: InstanceEvent[] = JSON.parse(JSON.stringify(events));
          expect(stored.reduce<InstanceState | null>(apply, null)).toStrictEqual(state);
          last = state;
        });
        expect(instanceState.parse(last)).toStrictEqual(last);
        const status = last?.status ?? 'none';
        ended.set(status, (ended.get(status) ?? 0) + 1);
      }),
      settings,
    );
    // The walks reach what they are meant to test.
    for (const status of ['running', 'returned', 'approved', 'rejected']) expect(ended.get(status)).toBeGreaterThan(0);
  });

  it('every event is as the contract says, before and after storing', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        let all: readonly InstanceEvent[] = [];
        walk(definition, choices, (_, events) => {
          all = events;
        });
        for (const event of all) expect(instanceEvent.parse(JSON.parse(JSON.stringify(event)))).toStrictEqual(event);
      }),
      settings,
    );
  });

  it('a running request has open tasks, exactly its open slots, each with its timers; an ended one has none', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        walk(definition, choices, (state) => {
          const open = state.visits.flatMap((visit) => visit.slots).filter((slot) => slot.state === 'open');
          expect(openTasks(state).map((task) => task.slotId)).toEqual(open.map((slot) => slot.id));
          expect(open.length > 0).toBe(!state.ended);
          if (state.suspended) expect(state.timers).toEqual([]);
          for (const timer of state.timers) {
            expect(open.find((slot) => slot.id === timer.slotId)?.episode).toBe(timer.episode);
          }
        });
      }),
      settings,
    );
  });

  it('every running request can still finish', () => {
    fc.assert(
      fc.property(...walks, (definition, choices) => {
        let last: InstanceState | undefined;
        walk(definition, choices, (state) => {
          last = state;
        });
        if (last) expect(finish(definition, last).ended).toBeDefined();
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
          walk(definition, choices, (state) => {
            if (!state.ended) last = state;
          });
          if (!last) return;
          const state = last;
          const all = sayable(definition, state);
          const now = '2026-11-24T01:00:00Z';
          const say = (on: InstanceState, command: InstanceCommand | undefined) => {
            if (!command) return on;
            const decision = answered(definition, on, command, { now, mayAdminister: true });
            if (!('refuse' in decision)) return decision.state;
            approvalFailures[decision.refuse.code].facts.parse(decision.refuse.facts);
            return on;
          };
          for (const [left, right] of pairs) {
            const one = all[left % all.length];
            const other = all[right % all.length];
            for (const result of [say(say(state, one), other), say(say(state, other), one)]) {
              expect(openTasks(result).length > 0).toBe(!result.ended);
            }
          }
        },
      ),
      { ...settings, numRuns: 60 },
    );
  });
});
