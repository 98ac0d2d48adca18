import { describe, expect, it } from 'vitest';
import type { CommandOf, InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { AuthorityAnswer } from '../contract/facts.ts';
import type { InstanceState } from '../contract/instance.ts';
import { actor, answered, approve, flow, person, refusalOf, stateAfter, submitted, systemActor } from '../testing.ts';
import { findSlot } from './cursor-tree.ts';
import { fieldAccess } from './field-access.ts';
import { mayNow } from './may-now.ts';
import { openDuties, openTasks } from './open-tasks.ts';
import { outcomesMissing } from './outcomes-missing.ts';

type Options = Parameters<typeof answered>[3];
type More = Partial<CommandOf<'act'>>;

function act(
  n: number,
  slotId: string,
  outcome: CommandOf<'act'>['outcome'] = 'approve',
  more: More = {},
): InstanceCommand {
  return { type: 'act', actor: actor(n), slotId, outcome, ...more };
}
function on<T extends 'claim' | 'putBack' | 'passUp' | 'takeBack'>(
  type: T,
  n: number,
  slotId: string,
): InstanceCommand {
  return { type, actor: actor(n), slotId } as InstanceCommand;
}
const due = (timerId: string): InstanceCommand => ({ type: 'timerDue', actor: systemActor, timerId });
function afterThese(
  definition: Definition,
  commands: InstanceCommand[],
  from = submitted(definition),
  more: Options = {},
) {
  return commands.reduce((state, command) => stateAfter(definition, state, command, more), from);
}
/** Who is asked now, as `slot id: number of the person`. */
function asked(state: InstanceState): string[] {
  return openTasks(state).map((task) => `${task.slotId}: ${Number(task.person.slice(-12))}`);
}
function what(definition: Definition, state: InstanceState, n: number): string[] {
  const asker = { actor: actor(n), now: '2026-11-23T01:00:00Z', administers: false };
  return mayNow(definition, state, asker).map((may) => may.what);
}

describe('认领 claim', () => {
  const definition = flow([approve('n1', [1, 2, 3], { mode: { kind: 'claim' } }), approve('n2', [5])]);
  const start = submitted(definition);
  it('is offered to all, and held by who claims it', () => {
    expect(asked(start)).toEqual(['1.1: 1', '1.2: 2', '1.3: 3']);
    expect(refusalOf(definition, start, act(2, '1.2'))).toBe('claimFirst');
    expect(what(definition, start, 2)).toContain('claim');
    expect(what(definition, start, 2)).not.toContain('approve');
    const held = stateAfter(definition, start, on('claim', 2, '1.2'));
    expect(asked(held)).toEqual(['1.2: 2']);
    expect(answered(definition, held, on('claim', 1, '1.1'))).toEqual({
      refuse: { code: 'alreadyClaimed', facts: { slotId: '1.1', by: person(2) } },
    });
    expect(asked(stateAfter(definition, held, act(2, '1.2')))).toEqual(['2.1: 5']);
  });
  it('is put back to everybody', () => {
    const back = afterThese(definition, [on('claim', 2, '1.2'), on('putBack', 2, '1.2')]);
    expect(asked(back)).toEqual(['1.1: 1', '1.2: 2', '1.3: 3']);
    expect(refusalOf(definition, back, on('putBack', 2, '1.2'))).toBe('notClaimed');
  });
  it('two who claim at once: the second is told by whom it is held', () => {
    const first = stateAfter(definition, start, on('claim', 1, '1.1'));
    const second = stateAfter(definition, start, on('claim', 2, '1.2'));
    expect(refusalOf(definition, first, on('claim', 2, '1.2'))).toBe('alreadyClaimed');
    expect(refusalOf(definition, second, on('claim', 1, '1.1'))).toBe('alreadyClaimed');
  });
  it('goes with the task to a successor, and is opened again by taking back', () => {
    const held = afterThese(definition, [on('claim', 2, '1.2')]);
    const left = stateAfter(definition, held, { type: 'personLeft', actor: systemActor, person: person(2) });
    expect(asked(left)).toEqual(['1.2: 7']);
    const passed = stateAfter(definition, held, act(2, '1.2'));
    expect(asked(stateAfter(definition, passed, on('takeBack', 2, '1.2')))).toEqual(['1.2: 2']);
  });
});

describe('委派 delegate', () => {
  const definition = flow([approve('n1', [1, 2]), approve('n2', [5])]);
  const delegate: InstanceCommand = { type: 'delegate', actor: actor(1), slotId: '1.1', to: person(8) };
  const state = afterThese(definition, [delegate]);
  it('asks the delegate for an opinion; then the task is the owner’s again', () => {
    expect(asked(state)).toEqual(['1.3: 8', '1.2: 2']);
    const heard = stateAfter(definition, state, act(8, '1.3', 'reject'));
    expect([heard.status, asked(heard)]).toEqual(['running', ['1.1: 1', '1.2: 2']]);
    expect(asked(afterThese(definition, [act(1, '1.1'), act(2, '1.2')], heard))).toEqual(['2.1: 5']);
  });
  it('the delegate does nothing else', () => {
    expect(what(definition, state, 8)).toEqual(['approve', 'reject', 'comment', 'copy']);
    const transfer: InstanceCommand = { type: 'transfer', actor: actor(8), slotId: '1.3', to: person(9) };
    expect(refusalOf(definition, state, transfer)).toBe('opinionOnly');
  });
  it('can be called off, and forbidden by the node', () => {
    const off: InstanceCommand = { type: 'removeApprover', actor: actor(1), slotId: '1.3' };
    expect(asked(stateAfter(definition, state, off))).toEqual(['1.1: 1', '1.2: 2']);
    const strict = flow([approve('n1', [1], { allow: { delegate: false } })]);
    expect(refusalOf(strict, submitted(strict), delegate)).toBe('notAllowedHere');
  });
});

describe('转批 pass up, and authority', () => {
  const authority = { amount: 'amount', payee: 'payee' };
  const definition = flow([approve('n1', [1], { authority })]);
  const start = submitted(definition);
  const sibling = { requestId: person(70), number: 'FK1', amount: 60 };
  const little: AuthorityAnswer = { limit: 100, total: 160, siblings: [sibling] };
  const enough: AuthorityAnswer = { limit: 160, total: 160, siblings: [sibling] };
  it('beyond his authority one can only pass up or return; siblings count and are named', () => {
    expect(answered(definition, start, act(1, '1.1'), { may: little })).toEqual({
      refuse: { code: 'beyondAuthority', facts: { ...little, nodeId: 'n1' } },
    });
    expect(refusalOf(definition, start, act(1, '1.1', 'reject'), { may: little })).toBe('beyondAuthority');
    expect(refusalOf(definition, start, act(1, '1.1'), { may: enough })).toBe(null);
    const back: InstanceCommand = {
      type: 'return',
      actor: actor(1),
      slotId: '1.1',
      to: { kind: 'applicant' },
      afterwards: 'again',
    };
    expect(refusalOf(definition, start, back, { may: little })).toBe(null);
    for (const handsOn of [
      { ...on('transfer', 1, '1.1'), to: person(9) },
      { ...on('delegate', 1, '1.1'), to: person(9) },
      { ...on('addApprover', 1, '1.1'), place: 'before', people: [person(9)], needs: 'all' },
    ] as InstanceCommand[]) {
      expect(refusalOf(definition, start, handsOn, { may: little })).toBe('beyondAuthority');
      expect(refusalOf(definition, start, handsOn, { may: enough })).toBe(null);
    }
  });
  it('the decision goes to who has it; the opinion and the authority are on record', () => {
    const passUp = { ...on('passUp', 1, '1.1'), opinion: { text: 'useful' } } as InstanceCommand;
    const decision = answered(definition, start, passUp, { may: little });
    if ('refuse' in decision) throw new Error(JSON.stringify(decision.refuse));
    expect(decision.events[0]).toMatchObject({
      type: 'passedUp',
      to: person(3),
      opinion: { text: 'useful' },
      authority: little,
    });
    expect(asked(decision.state)).toEqual(['1.1: 3']);
    expect(stateAfter(definition, decision.state, act(3, '1.1')).status).toBe('approved');
    expect(refusalOf(definition, start, passUp, { may: enough })).toBe('withinAuthority');
    expect(refusalOf(definition, start, passUp, { may: little, answer: () => [] })).toBe('noApprover');
  });
  it('asks for the principal, also where a deputy acts, and offers what is known to be possible', () => {
    const deputies = flow([approve('n1', [4], { authority })]);
    const state = submitted(deputies);
    const keys: string[] = [];
    const first = answered(deputies, state, act(6, '1.1'), { may: little });
    expect(first).toMatchObject({ refuse: { code: 'beyondAuthority' } });
    const asker = { actor: actor(1), now: '2026-11-23T01:00:00Z', administers: false };
    const known = { ...asker, authority: { 'n1:authority.00000000-0000-7000-8000-000000000001': little } };
    for (const may of mayNow(definition, start, known)) keys.push(may.what);
    expect(keys).toEqual(['passUp', 'return', 'comment', 'copy']);
  });
  it('is never passed over because the same person approved before', () => {
    const twice = flow([approve('n1', [1]), approve('n2', [1], { authority })], { deduplicate: 'once' });
    expect(asked(afterThese(twice, [act(1, '1.1')]))).toEqual(['2.1: 1']);
  });
});

describe('票签 by weight', () => {
  const weights = { rules: [1, 5], people: [{ person: person(2), weight: 3 }] };
  const node = (pass: object) =>
    flow([
      approve('n1', [], {
        approvers: [
          { kind: 'named', people: [1, 2].map(person) },
          { kind: 'named', people: [3, 2].map(person) },
        ],
        mode: { kind: 'vote', pass, weights },
      }),
    ]);
  // 1 weighs 1, 2 weighs 3, 3 weighs 5.
  it.each([
    [{ weight: 5 }, [act(3, '1.3')], 'approved'],
    [{ weight: 6 }, [act(3, '1.3')], 'running'],
    [{ weight: 6 }, [act(3, '1.3'), act(1, '1.1')], 'approved'],
    [{ weight: 6 }, [act(3, '1.3', 'reject')], 'rejected'],
    [{ weight: 100 }, [act(1, '1.1', 'reject')], 'rejected'],
    [{ percent: 50 }, [act(1, '1.1'), act(2, '1.2')], 'running'],
    [{ percent: 50 }, [act(3, '1.3')], 'approved'],
    [{ count: 2 }, [act(3, '1.3')], 'running'],
    [{ count: 2 }, [act(1, '1.1'), act(2, '1.2')], 'approved'],
  ])('%j', (pass, commands, status) => {
    expect(afterThese(node(pass), commands).status).toBe(status);
  });
});

describe('限时: what follows', () => {
  const timed = (afterwards: object, more: object = {}) =>
    flow([approve('n1', [1], { limit: { overdue: { workdays: 1 }, afterwards }, ...more }), approve('n2', [5])]);
  it.each([
    ['none', { kind: 'none' }, 'running', ['1.1: 1']],
    ['pass', { kind: 'pass' }, 'running', ['2.1: 5']],
    ['reject', { kind: 'reject' }, 'rejected', []],
    ['transfer', { kind: 'transfer', to: { kind: 'role', role: 'duty', within: 'group' } }, 'running', ['1.1: 4']],
    ['escalate', { kind: 'escalate' }, 'running', ['1.1: 3']],
  ])('%s', (_, afterwards, status, people) => {
    const definition = timed(afterwards);
    const state = afterThese(definition, [due('t1')]);
    expect([state.status, asked(state)]).toEqual([status, people]);
  });
  it('a new owner has a time of his own; who was asked before is not asked again', () => {
    const definition = timed({ kind: 'escalate' });
    const once = afterThese(definition, [due('t1')]);
    expect(once.timers).toMatchObject([{ id: 't2', slotId: '1.1', episode: 2 }]);
    const twice = stateAfter(definition, once, due('t2'));
    expect([asked(twice), openTasks(twice)[0]?.overdue]).toEqual([['1.1: 3'], true]);
  });
  it('time passes nothing that asks for authority, and rejects nothing that is to be done', () => {
    const authority = timed({ kind: 'pass' }, { authority: { amount: 'amount' } });
    expect(asked(afterThese(authority, [due('t1')]))).toEqual(['1.1: 1']);
    const handle = timed({ kind: 'reject' }, { kind: 'handle' });
    expect(asked(afterThese(handle, [due('t1')]))).toEqual(['1.1: 1']);
  });
  it('a reject by time returns, where a reject returns', () => {
    const onReject = { kind: 'return', to: { kind: 'applicant' }, afterwards: 'straight' };
    const state = afterThese(timed({ kind: 'reject' }, { onReject }), [due('t1')]);
    expect([state.status, asked(state)]).toEqual(['returned', ['2.1: 0']]);
  });
  it('is nobody’s decision: it is not taken back, and passes nobody over', () => {
    const definition = flow(
      [approve('n1', [1], { limit: { overdue: { workdays: 1 }, afterwards: { kind: 'pass' } } }), approve('n2', [1])],
      { deduplicate: 'once' },
    );
    const state = afterThese(definition, [due('t1')]);
    expect(asked(state)).toEqual(['2.1: 1']);
    expect(refusalOf(definition, state, on('takeBack', 1, '1.1'))).toBe('nothingToTakeBack');
  });
});

describe('chosen by the approver before', () => {
  const chosenRule = { kind: 'previousChosen', atLeast: 1, atMost: 2 };
  const definition = flow([approve('n1', [1]), approve('n2', [], { approvers: [chosenRule] })]);
  const start = submitted(definition);
  const choose = (...numbers: number[]) => ({ chosen: { n2: numbers.map(person) } });
  it('with the answer that leads there', () => {
    expect(answered(definition, start, act(1, '1.1'))).toEqual({
      refuse: { code: 'chooseApprovers', facts: { nodeId: 'n2', atLeast: 1, atMost: 2 } },
    });
    expect(refusalOf(definition, start, act(1, '1.1', 'approve', choose(2, 3, 4)))).toBe('chooseApprovers');
    expect(asked(stateAfter(definition, start, act(1, '1.1', 'approve', choose(3))))).toEqual(['2.1: 3']);
    expect(refusalOf(definition, start, act(1, '1.1', 'approve', { chosen: { n1: [person(3)] } }))).toBe('noSuchNode');
    expect(refusalOf(definition, start, act(1, '1.1', 'reject'))).toBe(null);
  });
  it('within the range', () => {
    const from = [{ kind: 'role', role: 'hr', within: 'group' }];
    const ranged = flow([approve('n1', [1]), approve('n2', [], { approvers: [{ ...chosenRule, from }] })]);
    const state = submitted(ranged);
    expect(answered(ranged, state, act(1, '1.1', 'approve', choose(13)))).toEqual({
      refuse: { code: 'notInRange', facts: { nodeId: 'n2', person: person(13) } },
    });
    expect(refusalOf(ranged, state, act(1, '1.1', 'approve', choose(3)))).toBe(null);
    const byApplicant = flow([approve('n1', [], { approvers: [{ kind: 'applicantChosen', from }] })]);
    const submit: InstanceCommand = {
      type: 'submit',
      actor: actor(0),
      applicant: person(0),
      form: 1,
      chosen: { n1: [person(13)] },
    };
    expect(refusalOf(byApplicant, null, submit)).toBe('notInRange');
  });
  it('nobody can be asked of a timer: then the empty rule says who', () => {
    const limit = { overdue: { workdays: 1 }, afterwards: { kind: 'pass' } };
    const timed = flow([approve('n1', [1], { limit }), approve('n2', [], { approvers: [chosenRule] })]);
    expect(asked(afterThese(timed, [due('t1')]))).toEqual(['2.1: 7', '2.2: 8']);
  });
});

describe('意见 opinion and 落实意见 outcome', () => {
  const names = { executor: 'required', manner: 'never' };
  const definition = flow([approve('n1', [1], { names }), approve('n2', [5])], { outcomeRequired: true });
  const opinion = { text: 'see to it', executor: person(8), deadline: '2026-12-01T00:00:00Z' };
  const start = submitted(definition);
  const state = stateAfter(definition, start, act(1, '1.1', 'approve', { opinion }));
  const record = (n: number, slotId?: string): InstanceCommand => ({
    type: 'recordOutcome',
    actor: actor(n),
    text: 'done',
    ...(slotId && { slotId }),
  });
  it('names who carries it out, as the node asks', () => {
    expect(answered(definition, start, act(1, '1.1'))).toEqual({
      refuse: { code: 'opinionNamesMissing', facts: { nodeId: 'n1', missing: ['executor'] } },
    });
    expect(refusalOf(definition, start, act(1, '1.1', 'reject'))).toBe(null);
    const manner = { ...opinion, manner: 'by post' };
    expect(refusalOf(definition, start, act(1, '1.1', 'approve', { opinion: manner }))).toBe('opinionNamesNotAllowed');
    expect(refusalOf(definition, start, act(1, '1.1', 'approve', { opinion }), { answer: () => [] })).toBe(
      'personNotFound',
    );
  });
  it('becomes a duty of who was named, until he records what came of it', () => {
    expect(openDuties(state)).toEqual([{ slotId: '1.1', executor: person(8), deadline: opinion.deadline }]);
    expect(refusalOf(definition, state, record(9, '1.1'))).toBe('notYourDuty');
    expect(refusalOf(definition, state, record(8, '2.1'))).toBe('noSuchDuty');
    const recorded = stateAfter(definition, state, record(8, '1.1'));
    expect(openDuties(recorded)).toEqual([]);
    expect(refusalOf(definition, recorded, record(8, '1.1'))).toBe('outcomeRecordedAlready');
  });
  it('goes with the opinion', () => {
    expect(stateAfter(definition, state, on('takeBack', 1, '1.1')).duties).toEqual([]);
    expect(stateAfter(definition, state, act(5, '2.1', 'reject')).duties).toEqual([]);
  });
  it('is recorded before archiving', () => {
    const approved = stateAfter(definition, state, act(5, '2.1'));
    expect(outcomesMissing(definition, approved)).toEqual({ duties: approved.duties, whole: true });
    const recorded = stateAfter(definition, approved, record(8, '1.1'));
    expect(outcomesMissing(definition, recorded)).toEqual({ duties: [], whole: false });
    const whole = stateAfter(definition, approved, record(0));
    expect(outcomesMissing(definition, whole).whole).toBe(false);
    expect(refusalOf(definition, approved, record(9))).toBe('applicantOnly');
    expect(refusalOf(definition, state, record(0))).toBe('notApproved');
  });
});

describe('字段权限 fields', () => {
  it('what is not named is read, a column is as its table', () => {
    const fields = { rows: 'hidden', 'rows.amount': 'edit', reason: 'edit' } as const;
    const access = ['rows', 'rows.amount', 'rows.note', 'reason', 'days', 'toString'].map((name) =>
      fieldAccess(fields, name),
    );
    expect(access).toEqual(['hidden', 'edit', 'hidden', 'edit', 'read', 'read']);
    expect(fieldAccess({}, 'days', 'edit')).toBe('edit');
  });
  it('who may edit changes the form with his answer; that passes nobody over afterwards', () => {
    const definition = flow(
      [approve('n1', [1]), approve('n2', [2], { fields: { days: 'edit' } }), approve('n3', [1])],
      { deduplicate: 'once' },
    );
    const state = afterThese(definition, [act(1, '1.1')]);
    const edited = stateAfter(definition, state, act(2, '2.1', 'approve', { form: 2, effectiveOn: '2026-11-20' }));
    expect([edited.form, edited.effectiveOn, asked(edited)]).toEqual([2, '2026-11-20', ['3.1: 1']]);
    expect(refusalOf(definition, state, act(2, '2.1', 'approve', { form: 1 }))).toBe('formNotNew');
    expect(refusalOf(definition, submitted(definition), act(1, '1.1', 'approve', { form: 2 }))).toBe('notAllowedHere');
  });
});

describe('通过后撤销 revoke', () => {
  const definition = flow([approve('n1', [1, 2]), { ...approve('n2', [5]), kind: 'handle' }], {
    revoke: { kind: 'withinDays', days: 3 },
  });
  const approved = afterThese(definition, [act(1, '1.1'), act(2, '1.2'), act(5, '2.1', 'handle')]);
  const revoke: InstanceCommand = { type: 'revoke', actor: actor(0), reason: 'plans changed' };
  const revoking = stateAfter(definition, approved, revoke);
  it('is approved by the people who had approved', () => {
    expect([revoking.status, asked(revoking)]).toEqual(['revoking', ['3.1: 1', '3.2: 2']]);
    const one = stateAfter(definition, revoking, act(1, '3.1'));
    expect(stateAfter(definition, one, act(2, '3.2')).status).toBe('revoked');
    const refused = stateAfter(definition, one, act(2, '3.2', 'reject'));
    expect([refused.status, refused.ended]).toEqual(['approved', approved.ended]);
  });
  it('may be withdrawn; the approval stands', () => {
    const back = stateAfter(definition, revoking, { type: 'withdraw', actor: actor(0) });
    expect([back.status, back.ended, asked(back)]).toEqual(['approved', approved.ended, []]);
  });
  it.each([
    ['too late', approved, { now: '2026-11-26T01:00:01Z' }, 'revokeNotAllowed'],
    ['in time', approved, { now: '2026-11-26T01:00:00Z' }, null],
    ['not approved yet', submitted(definition), {}, 'revokeNotAllowed'],
    ['twice', revoking, {}, 'revokeNotAllowed'],
  ])('%s', (_, state, more, expected) => {
    expect(refusalOf(definition, state, revoke, more)).toBe(expected);
  });
  it('leaves what was decided alone', () => {
    expect(refusalOf(definition, revoking, on('takeBack', 1, '1.1'))).toBe('revoking');
    expect(what(definition, revoking, 1)).toEqual(['approve', 'reject', 'transfer', 'comment', 'copy']);
    const never = flow([approve('n1', [1])]);
    expect(refusalOf(never, afterThese(never, [act(1, '1.1')]), revoke)).toBe('revokeNotAllowed');
  });
  it('where nobody has approved, or none of them is there any more, a process administrator is asked', () => {
    const state = stateAfter(definition, approved, revoke, {
      answer: (query) => (query.rule.kind === 'processAdministrator' ? [{ id: person(7), deputies: [] }] : []),
    });
    expect(asked(state)).toEqual(['3.1: 7']);
  });
});

describe('代发起 submit for', () => {
  const definition = flow([approve('n1', [1])], { withdraw: 'never' });
  const submit: InstanceCommand = {
    type: 'submit',
    actor: actor(9),
    applicant: person(0),
    form: 1,
    chosen: {},
    effectiveOn: '2026-11-20',
    urgent: 'leaves today',
  };
  const state = stateAfter(definition, null, submit);
  const object = (n: number): InstanceCommand => ({ type: 'objectSubmission', actor: actor(n), reason: 'not mine' });
  it('names both; the person concerned can object, which ends it', () => {
    expect(state).toMatchObject({
      applicant: person(0),
      submitter: person(9),
      urgent: 'leaves today',
      effectiveOn: '2026-11-20',
    });
    expect(refusalOf(definition, state, object(9))).toBe('notSubmittedForYou');
    expect(refusalOf(definition, submitted(definition), object(0))).toBe('notSubmittedForYou');
    const ended = stateAfter(definition, state, object(0));
    expect([ended.status, ended.ended?.by, openTasks(ended)]).toEqual(['withdrawn', person(0), []]);
  });
  it('after the decision the objection is on record, once', () => {
    const approved = stateAfter(definition, state, act(1, '1.1'));
    const objected = stateAfter(definition, approved, object(0));
    expect([objected.status, objected.objectedAt]).toEqual(['approved', '2026-11-23T01:00:00Z']);
    expect(refusalOf(definition, objected, object(0))).toBe('alreadyObjected');
  });
});

describe('approver rules', () => {
  it.each([
    ['all supervisors in order', { kind: 'supervisors', upTo: 'top' }, ['1.1: 2']],
    ['group', { kind: 'group', group: person(52) }, ['1.1: 4']],
    ['expression', { kind: 'expression', expression: 'boss' }, ['1.1: 4']],
    ['head of a department in the form', { kind: 'departmentHead', field: 'department' }, ['1.1: 1']],
    ['an empty field of the form: the empty rule', { kind: 'formField', field: 'boss' }, ['1.1: 7']],
  ])('%s', (_, rule, expected) => {
    const definition = flow([approve('n1', [], { approvers: [rule], mode: { kind: 'sequence' } })]);
    expect(asked(submitted(definition))).toEqual(expected);
  });
  it('a node may be called anything', () => {
    const names = ['end', '__proto__', 'toString', ':approved.0'];
    const copies = [{ when: 'approved', to: { kind: 'named', people: [person(9)] } }];
    const definition = flow(
      names.map((id, index) => approve(id, [index + 1])),
      { copies },
    );
    const state = afterThese(
      definition,
      names.map((_, index) => act(index + 1, `${index + 1}.1`)),
    );
    expect([state.status, state.copied, findSlot(state, '2.1')?.person]).toEqual(['approved', [person(9)], person(2)]);
  });
});
