import { expect, it } from 'vitest';
import { z } from 'zod';
import type { InstanceCommand } from '../contract/command.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { requestView as requestViewShape } from '../contract/request.ts';
import { actor, answered, approve, flow, person } from '../testing.ts';
import { requestView } from './request-view.ts';
import { stepsUnderWay } from './steps-under-way.ts';

const definition = flow(
  [
    {
      kind: 'parallel',
      id: 'p',
      name: 'p',
      branches: [
        { id: 'b1', name: 'Money', nodes: [approve('n1', [1])] },
        { id: 'b2', name: 'Rooms', nodes: [approve('n2', [2], { mode: { kind: 'claim' } })] },
      ],
    },
    approve('n3', [3]),
  ],
  { copies: [{ when: 'approved', to: { kind: 'named', people: [person(9)] } }] },
);
const submit: InstanceCommand = { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} };

/** The view after these commands, each of which must succeed. */
function viewAfter(commands: readonly InstanceCommand[]) {
  let state: InstanceState | null = null;
  const events: InstanceEvent[] = [];
  for (const command of [submit, ...commands]) {
    const decision = answered(definition, state, command);
    if ('refuse' in decision) throw new Error(JSON.stringify(decision.refuse));
    state = decision.state;
    events.push(...decision.events);
  }
  const words = { zh: 'x', en: 'x' };
  const kind = {
    name: 'test.kind',
    title: words,
    version: 1,
    definition,
    form: z.object({}),
    fields: [],
    summary: () => words,
    numberPrefix: 'X',
    startPath: '/x',
    copiesSeeAll: [],
  } as const;
  const record = { requestId: person(60), number: 'X1', kind, definition, events, forms: new Map([[1, {}]]) };
  const view = requestView(record, events.length, true);
  expect(requestViewShape.parse(view)).toEqual(view);
  return view;
}

it('shows steps in their branches, and what is ahead as far as it is known', () => {
  const view = viewAfter([{ type: 'claim', actor: actor(2), slotId: '3.1' }]);
  expect(
    view?.steps.map(({ nodeId, kind, state, branch, claimed }) => [nodeId, kind, state, branch?.name.en, claimed]),
  ).toEqual([
    ['start', 'start', 'passed', undefined, undefined],
    ['p', 'parallel', 'open', undefined, undefined],
    ['n1', 'approve', 'open', 'Money', undefined],
    ['n2', 'approve', 'open', 'Rooms', '3.1'],
    ['n3', 'approve', 'ahead', undefined, undefined],
  ]);
});

it('stands at every branch under way, with everybody who is asked there', () => {
  const { steps, asked } = stepsUnderWay(viewAfter([])?.steps ?? []);
  expect(steps.map(({ nodeId }) => nodeId)).toEqual(['n1', 'n2']);
  expect(asked.map(({ step, slot }) => [step.nodeId, slot.personId])).toEqual([
    ['n1', person(1)],
    ['n2', person(2)],
  ]);
});

it('shows who carries out what an opinion says, and what came of it', () => {
  const opinion = { text: 'see to it', executor: person(8) };
  const view = viewAfter([
    { type: 'act', actor: actor(1), slotId: '2.1', outcome: 'approve', opinion },
    { type: 'recordOutcome', actor: actor(8), slotId: '2.1', text: 'seen to' },
  ]);
  const at = '2026-11-23T01:00:00Z';
  expect(view?.duties).toEqual([
    { slotId: '2.1', executor: person(8), outcome: { by: person(8), at, text: 'seen to' } },
  ]);
  expect(view?.history.at(-1)).toMatchObject({ what: 'outcomeRecorded', by: person(8), text: 'seen to' });
});

it('after the end nothing is ahead', () => {
  const act = (n: number, slotId: string): InstanceCommand => ({
    type: 'act',
    actor: actor(n),
    slotId,
    outcome: 'approve',
  });
  const view = viewAfter([
    act(1, '2.1'),
    { type: 'claim', actor: actor(2), slotId: '3.1' },
    act(2, '3.1'),
    act(3, '4.1'),
  ]);
  expect([view?.status, view?.steps.at(-1)]).toMatchObject(['approved', { kind: 'copy', copied: [person(9)] }]);
});
