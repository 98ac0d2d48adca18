import type { InstanceCommand } from '#modules/approvals/contract/command.ts';
import { definition } from '#modules/approvals/contract/definition.ts';
import type { Facts } from '#modules/approvals/contract/facts.ts';
import type { InstanceState } from '#modules/approvals/contract/instance.ts';
import { decide } from '#modules/approvals/domain/decide.ts';
import { personId } from './approvals-house.ts';
import { report } from './report.ts';

// `decide`: steps that the engine alone decides in a second, in one thread: five steps in turn, questions about people answered
// from memory. `ratio`: against the steps a second that the product is to carry through HTTP.
const goal = 2_500;
const seconds = 3;
const steps = 5;
const flow = definition.parse({
  start: { kind: 'start', id: 'start', name: '申请' },
  nodes: Array.from({ length: steps }, (_, n) => ({
    kind: 'approve',
    id: `n${n + 1}`,
    name: `第 ${n + 1} 步`,
    approvers: [{ kind: 'named', people: [personId(n + 1)] }],
    empty: { kind: 'processAdministrator' },
    self: 'acts',
    mode: { kind: 'all' },
  })),
});
const actor = (n: number) => ({
  kind: 'person' as const,
  personId: personId(n),
  employerId: personId(999),
  sessionId: personId(998),
  strength: 'password' as const,
  freshAt: '2026-11-23T00:00:00Z',
});

/** Decides as the program does: answers what is asked, and asks again. */
function decided(state: InstanceState | null, command: InstanceCommand): { state: InstanceState; events: number } {
  let facts: Facts = {
    now: '2026-11-23T01:00:00Z',
    people: {},
    branches: {},
    faulty: {},
    rows: {},
    authority: {},
    evidence: {
      seen: { algorithm: 'sha-256', digest: '00' },
      strength: 'signedIn',
      signedIn: { strength: 'password', freshAt: '2026-11-23T00:00:00Z' },
    },
    mayAdminister: false,
  };
  for (;;) {
    const decision = decide(flow, state, command, facts);
    if ('refuse' in decision) throw new Error(JSON.stringify(decision.refuse));
    if (!('need' in decision)) return { state: decision.state, events: decision.events.length };
    const people = { ...facts.people };
    for (const one of decision.need) {
      if (one.kind !== 'people' || one.rule.kind !== 'named') throw new Error('an unexpected question');
      people[one.key] = one.rule.people.map((id) => ({ id, deputies: [] }));
    }
    facts = { ...facts, people };
  }
}

/** One request to its end; gives the events of its steps. */
function runThrough(): number {
  let { state } = decided(null, { type: 'submit', actor: actor(0), applicant: personId(0), form: 1, chosen: {} });
  let events = 0;
  for (let step = 1; step <= steps; step += 1) {
    const done = decided(state, { type: 'act', actor: actor(step), slotId: `${step}.1`, outcome: 'approve' });
    state = done.state;
    events += done.events;
  }
  if (state.status !== 'approved') throw new Error(`the request ended as ${state.status}`);
  return events;
}

for (let warm = 0; warm < 2_000; warm += 1) runThrough();
let requests = 0;
let events = 0;
const begin = performance.now();
while (performance.now() - begin < seconds * 1000) {
  events += runThrough();
  requests += 1;
}
const perSecond = (requests * steps) / ((performance.now() - begin) / 1000);
report({
  name: 'decide',
  ratio: perSecond / goal,
  stepsPerSecond: perSecond,
  microsecondsPerStep: 1_000_000 / perSecond,
  eventsPerStep: events / (requests * steps),
  goalStepsPerSecond: goal,
});
