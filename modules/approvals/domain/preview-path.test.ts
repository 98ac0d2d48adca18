import { expect, it } from 'vitest';
import type { CommandOf } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
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
const empty: Facts = {
  now: '2026-11-23T01:00:00Z',
  people: {},
  branches: {},
  rows: {},
  authority: {},
  mayAdminister: false,
};

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
  expect(preview).toMatchObject({
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

/** The preview with every question answered: these branches are true, tables have two rows, nobody may decide more than 100. */
function answeredPreview(definition: Definition, isTrue: readonly string[]) {
  let facts = empty;
  for (let round = 0; round < 100; round += 1) {
    const preview = previewPath(definition, submission, facts);
    if (!('need' in preview)) return preview;
    for (const query of preview.need) {
      if (query.kind === 'people') facts = { ...facts, people: { ...facts.people, [query.key]: companyAnswer(query) } };
      if (query.kind === 'branches') facts = { ...facts, branches: { ...facts.branches, [query.key]: [...isTrue] } };
      if (query.kind === 'rows') facts = { ...facts, rows: { ...facts.rows, [query.key]: 2 } };
      if (query.kind === 'authority') {
        const limit = query.person === person(3) ? null : 100;
        facts = { ...facts, authority: { ...facts.authority, [query.key]: { limit, total: 200, siblings: [] } } };
      }
    }
  }
  throw new Error('The preview kept asking.');
}

it('goes through every kind of node', () => {
  const definition = flow([
    approve('offered', [4, 5], { mode: { kind: 'claim' }, names: { executor: 'required' } }),
    {
      kind: 'parallel',
      id: 'p',
      name: 'p',
      branches: [
        { id: 'b1', name: 'b1', nodes: [approve('authority', [1], { authority: { amount: 'amount' } })] },
        { id: 'b2', name: 'b2', nodes: [{ kind: 'delay', id: 'd', name: 'd', for: { hours: 1 } }] },
      ],
    },
    { kind: 'call', id: 'c', name: 'c', what: { kind: 'operation', operation: 'x.y' }, input: {} },
    { kind: 'subProcess', id: 's', name: 's', process: 'x.y', per: { kind: 'row', table: 'rows' }, form: {} },
    approve('later', [], { approvers: [{ kind: 'previousChosen' }] }),
    { kind: 'goto', id: 'g', name: 'g', to: 'offered', when: 'again' },
  ]);
  const asked = (...numbers: number[]) => ({
    people: numbers.map((n) => ({ person: person(n), state: 'asked' })),
    found: [{ rule: { kind: 'named', people: numbers.map(person) }, people: numbers.map(person) }],
  });
  const inBranch = (branch: string) => ({ branch: { fork: 'p', branch } });
  expect(answeredPreview(definition, [])).toEqual({
    ends: 'approved',
    steps: [
      { kind: 'approve', nodeId: 'offered', ...asked(4, 5) },
      {
        kind: 'approve',
        nodeId: 'authority',
        ...inBranch('b1'),
        ...asked(1),
        passedUp: [{ person: person(1), to: person(3) }],
      },
      { kind: 'delay', nodeId: 'd', ...inBranch('b2') },
      { kind: 'call', nodeId: 'c' },
      { kind: 'subProcess', nodeId: 's', children: 2 },
      { kind: 'approve', nodeId: 'later', people: [], found: [], chosenLater: true },
    ],
  });
  expect(answeredPreview(definition, ['g'])).toMatchObject({ ends: 'endless' });
});
