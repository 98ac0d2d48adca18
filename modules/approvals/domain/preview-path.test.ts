import { expect, it } from 'vitest';
import type { CommandOf } from '../contract/command.ts';
import type { Facts } from '../contract/facts.ts';
import { actor, approve, companyAnswer, flow, person } from '../testing.ts';
import { previewPath } from './preview-path.ts';

const submission: CommandOf<'submit'> = {
  type: 'submit',
  actor: actor(0),
  applicant: person(0),
  form: 1,
  chosen: {},
};
const empty: Facts = { now: '2026-11-23T01:00:00Z', people: {}, branches: {}, mayAdminister: false };

it('shows every step with its approvers, and asks for all nodes at once', () => {
  const definition = flow(
    [
      approve('n1', [], { approvers: [{ kind: 'departmentHead' }] }),
      approve('n2', [1, 3], { mode: { kind: 'sequence' } }),
      { kind: 'copy', id: 'k', name: 'copy', to: [{ kind: 'role', role: person(50), within: 'employer' }] },
    ],
    { deduplicate: 'once' },
  );
  let facts = empty;
  const rounds: string[][] = [];
  let preview = previewPath(definition, submission, facts);
  while ('need' in preview) {
    const { need } = preview;
    rounds.push(need.map((query) => query.key));
    const people = need.flatMap((query) => (query.kind === 'people' ? [[query.key, companyAnswer(query)]] : []));
    facts = { ...facts, people: { ...facts.people, ...Object.fromEntries(people) } };
    preview = previewPath(definition, submission, facts);
  }
  expect(rounds).toEqual([['n1:approvers.0', 'n2:approvers.0'], ['k:to.0']]);
  expect(preview).toEqual({
    ends: 'approved',
    steps: [
      { kind: 'approve', nodeId: 'n1', people: [{ person: person(1), state: 'asked' }] },
      {
        kind: 'approve',
        nodeId: 'n2',
        people: [
          { person: person(1), state: 'repeated' },
          { person: person(3), state: 'asked' },
        ],
      },
      { kind: 'copy', nodeId: 'k', people: [4, 5].map(person) },
    ],
  });
});

it('refuses what the submission would be refused for', () => {
  const definition = flow([approve('n1', [], { approvers: [{ kind: 'applicantChosen' }] })]);
  expect(previewPath(definition, submission, empty)).toMatchObject({ refuse: { code: 'chooseApprovers' } });
});
