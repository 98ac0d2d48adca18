import { describe, expect, it } from 'vitest';
import { approve, flow } from '../testing.ts';
import { type CheckedField, checkDefinition } from './check-definition.ts';

const fields: CheckedField[] = [
  { name: 'days', type: 'number' },
  { name: 'kind', type: 'choice', choices: ['sick', 'paid'] },
  { name: 'boss', type: 'person' },
  { name: 'until', type: 'date' },
  { name: 'rows', type: 'table', columns: [{ name: 'amount', type: 'money' }] },
];
const nobody: never[] = [];
const rest = { id: 'rest', name: 'rest', nodes: nobody };
const branch = (id: string, when: string, nodes: object[] = []) => ({ id, name: id, when, nodes });
const condition = (id: string, whens: string[]) => ({
  kind: 'condition',
  id,
  name: id,
  branches: whens.map((when, index) => branch(`${id}.${index}`, when)),
  otherwise: { ...rest, id: `${id}.rest` },
});
const parallel = (id: string, branches: object[][], more: object = {}) => ({
  kind: 'parallel',
  id,
  name: id,
  branches: branches.map((nodes, index) => ({ id: `${id}.${index}`, name: 'branch', nodes })),
  ...more,
});
const goto = (id: string, to: string, when?: string) => ({ kind: 'goto', id, name: id, to, ...(when && { when }) });
const codes = (nodes: Parameters<typeof flow>[0], more: Record<string, unknown> = {}) =>
  checkDefinition(flow(nodes, more), fields).map((problem) => `${problem.nodeId} ${problem.code}`);
const returnsTo = (to: string) => ({
  onReject: { kind: 'return', to: { kind: 'node', nodeId: to }, afterwards: 'again' },
});

describe('publishing checks', () => {
  it('a flow that uses everything soundly has none', () => {
    const nodes = [
      approve('n1', [], {
        approvers: [{ kind: 'formField', field: 'boss' }],
        fields: { days: 'edit', 'rows.amount': 'hidden' },
      }),
      condition('c', ['days > 3 and kind = "sick"', 'days > 3']),
      parallel('p', [[approve('n2', [2], returnsTo('n1'))], [approve('n3', [3])]]),
      { kind: 'delay', id: 'd', name: 'd', for: { untilField: 'until' } },
      goto('g', 'n1', 'days > 30'),
      approve('n4', [4], { ...returnsTo('n2') }),
    ];
    expect(codes(nodes, { effectiveDateField: 'until' })).toEqual([]);
  });
  it.each([
    ['an id used twice', [approve('n1', [1]), approve('n1', [2])], ['n1 duplicateId']],
    ['an unknown field', [approve('n1', [1], { fields: { gone: 'read' } })], ['n1 unknownField']],
    [
      'a field of another kind',
      [approve('n1', [], { approvers: [{ kind: 'formField', field: 'days' }] })],
      ['n1 wrongFieldType'],
    ],
    ['an expression that is none', [approve('n1', [1]), condition('c', ['days >'])], ['c badExpression']],
    ['an unknown name', [approve('n1', [1]), condition('c', ['hours > 3'])], ['c badExpression']],
    ['a number as condition', [approve('n1', [1]), condition('c', ['days + 1'])], ['c badExpression']],
    ['a choice that there is not', [approve('n1', [1]), condition('c', ['kind = "other"'])], ['c deadBranch']],
    [
      'a branch covered by the one before',
      [approve('n1', [1]), condition('c', ['days > 3', 'days > 5'])],
      ['c deadBranch'],
    ],
    [
      'a default that is never left',
      [approve('n1', [1]), condition('c', ['kind = "sick"', 'kind = "paid"'])],
      ['c deadBranch'],
    ],
    ['a contradiction', [approve('n1', [1]), condition('c', ['days > 3 and days < 2'])], ['c deadBranch']],
    ['a jump to nowhere', [approve('n1', [1]), goto('g', 'gone', 'days > 1')], ['g unknownTarget']],
    [
      'a jump into a parallel branch',
      [approve('n1', [1]), goto('g', 'n2', 'days > 1'), parallel('p', [[approve('n2', [2])], []])],
      ['g crossesJoin'],
    ],
    [
      'a jump out of a parallel branch',
      [approve('n1', [1]), parallel('p', [[goto('g', 'n1', 'days > 1')], []])],
      ['g crossesJoin'],
    ],
    [
      'a loop without people',
      [
        approve('n1', [1]),
        { kind: 'copy', id: 'k', name: 'k', to: [{ kind: 'applicant' }] },
        goto('g', 'k', 'days > 1'),
      ],
      ['g loopWithoutPeople'],
    ],
    ['no way to the end', [approve('n1', [1]), goto('g', 'n1'), approve('n2', [1])], ['g neverEnds', 'n2 unreachable']],
    ['a return to nowhere', [approve('n1', [1], returnsTo('gone'))], ['n1 unknownReturnTarget']],
    ['a return to what comes later', [approve('n1', [1], returnsTo('n2')), approve('n2', [1])], ['n1 returnNotBefore']],
    [
      'a return into the branch beside',
      [parallel('p', [[approve('n1', [1])], [approve('n2', [2], returnsTo('n1'))]])],
      ['n2 returnNotBefore'],
    ],
    [
      'a reminder after the limit',
      [approve('n1', [1], { limit: { reminder: { after: { workdays: 1 }, times: 2 }, overdue: { workdays: 2 } } })],
      ['n1 reminderAfterLimit'],
    ],
    [
      'what follows a limit that there is not',
      [approve('n1', [1], { limit: { afterwards: { kind: 'escalate' } } })],
      ['n1 afterwardsWithoutLimit'],
    ],
    [
      'a limit that passes what asks for authority',
      [
        approve('n1', [1], {
          authority: { amount: 'days' },
          limit: { overdue: { workdays: 2 }, afterwards: { kind: 'pass' } },
        }),
      ],
      ['n1 passBeyondAuthority'],
    ],
    [
      'a choice of more than at most',
      [approve('n1', [], { approvers: [{ kind: 'applicantChosen', atLeast: 3, atMost: 2 }] })],
      ['n1 choiceBounds'],
    ],
    [
      'a choice for a copy',
      [approve('n1', [1]), { kind: 'copy', id: 'k', name: 'k', to: [{ kind: 'previousChosen' }] }],
      ['k choiceNotHere'],
    ],
    [
      'a vote that asks for more than there are',
      [approve('n1', [1, 2], { mode: { kind: 'vote', pass: { count: 3 } } })],
      ['n1 voteCannotPass'],
    ],
    [
      'a join of more than there are',
      [approve('n1', [1]), parallel('p', [[], []], { join: { kind: 'count', count: 3 } })],
      ['p joinTooMany'],
    ],
    ['a single branch', [approve('n1', [1]), parallel('p', [[]])], ['p oneBranch']],
    ['nobody who decides', [{ kind: 'delay', id: 'd', name: 'd', for: { hours: 1 } }], ['start nobodyDecides']],
  ])('%s', (_, nodes, expected) => {
    expect(codes(nodes as Parameters<typeof flow>[0])).toEqual(expected);
  });
  it('says nothing about branches whose expressions compute', () => {
    expect(codes([approve('n1', [1]), condition('c', ['days * 2 > 3', 'days > 5'])])).toEqual([]);
  });
  it('a sub-process is of a known kind, and not of its own', () => {
    const child = {
      kind: 'subProcess',
      id: 's',
      name: 's',
      process: 'own',
      per: { kind: 'row', table: 'rows' },
      form: { sum: 'amount + days' },
    };
    const definition = flow([approve('n1', [1]), child]);
    expect(checkDefinition(definition, fields, { kind: 'own' }).map((one) => one.code)).toEqual(['callsItself']);
    expect(checkDefinition(definition, fields, { kinds: ['other'] }).map((one) => one.code)).toEqual(['unknownKind']);
    expect(checkDefinition(definition, fields, { kind: 'x', kinds: ['own'] })).toEqual([]);
  });
  it('501 nodes are too many, 500 are checked', () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ ...approve(`m${n}`, [1]) }));
    const branches = (nodes: object[]) => parallel('p', [nodes.slice(0, 200), nodes.slice(200, 400), nodes.slice(400)]);
    expect(codes([branches(many)])).toEqual(['start tooManyNodes']);
    expect(codes([branches(many.slice(1))])).toEqual([]);
  });
  it('names may be anything, also `end`', () => {
    expect(codes([approve('end', [1]), approve('__proto__', [1]), approve('toString', [1])])).toEqual([]);
  });
});
