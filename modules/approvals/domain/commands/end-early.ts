import type { CommandOf } from '../../contract/command.ts';
import type { FoundPerson, Slot } from '../../contract/instance.ts';
import { newSlot } from '../new-slot.ts';
import { askPeople, emit, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';
import { isVote } from '../settlement.ts';

/** 撤销; of a revocation under way: the approval stands. */
export function withdraw(run: Run, { reason }: CommandOf<'withdraw'>, by: string): undefined {
  if (run.state.revoking) return emit(run, { type: 'revocationDropped', by, how: 'withdrawn', reason });
  const rule = run.definition.withdraw;
  const decided = run.state.visits.some((visit) => visit.kind !== 'start' && visit.slots.some((slot) => slot.answer));
  if (rule === 'never' || (rule === 'beforeFirstDecision' && decided)) {
    return refuse(run, 'withdrawNotAllowed', { rule });
  }
  emit(run, { type: 'ended', by, outcome: 'withdrawn', reason });
}

/** An administrator ends it; of a revocation under way: the approval stands. */
export function terminate(run: Run, { reason }: CommandOf<'terminate'>, by: string): undefined {
  if (run.state.revoking) return emit(run, { type: 'revocationDropped', by, how: 'withdrawn', reason });
  emit(run, { type: 'ended', by, outcome: 'terminated', reason });
}

/** 代发起: nobody is bound by what was asked for in his name against his will. */
export function objectSubmission(run: Run, { reason }: CommandOf<'objectSubmission'>, by: string): undefined {
  const { applicant, submitter, objectedAt, status } = run.state;
  if (by !== applicant || submitter === applicant) return refuse(run, 'notSubmittedForYou', {});
  if (objectedAt !== undefined) return refuse(run, 'alreadyObjected', {});
  emit(run, { type: 'objected', by, reason });
  if (status === 'running' || status === 'returned') emit(run, { type: 'ended', by, outcome: 'withdrawn', reason });
}

/** 通过后撤销: the people whose approval stands are asked; where none is left, a process administrator. */
export function revoke(run: Run, { reason }: CommandOf<'revoke'>, by: string): undefined {
  const { state, definition, facts } = run;
  if (definition.revoke.kind === 'never') return refuse(run, 'revokeNotAllowed', { why: 'never' });
  if (state.status !== 'approved' || !state.ended) return refuse(run, 'revokeNotAllowed', { why: 'notApproved' });
  const until = Date.parse(state.ended.at) + definition.revoke.days * 86_400_000;
  if (Date.parse(facts.now) > until) {
    return refuse(run, 'revokeNotAllowed', { why: 'tooLate', until: new Date(until).toISOString() });
  }
  const start = definition.start.id;
  const approved = [...new Set(state.visits.flatMap((visit) => (visit.kind === 'approve' ? visit.slots : [])))]
    .filter(hasApproved)
    .map((slot) => slot.person)
    .filter((id, index, all) => id !== state.applicant && all.indexOf(id) === index);
  const rule = { kind: 'named' as const, people: approved };
  const those = askPeople(run, 'revoke', start, rule);
  if (!those) return;
  const instead = { kind: 'processAdministrator' as const };
  const others = those.length === 0 ? askPeople(run, 'revoke.administrator', start, instead) : [];
  if (!others) return;
  const people: FoundPerson[] = [...those, ...others];
  if (people.length === 0) return refuse(run, 'noApprover', { nodeId: start });
  const number = state.visits.length + 1;
  emit(run, { type: 'revocationAsked', by, reason });
  emit(run, {
    type: 'nodeEntered',
    visit: {
      number,
      nodeId: start,
      kind: 'revoke',
      via: 'flow',
      form: state.form,
      slots: people.map((person, index) => newSlot(number, index + 1, { ...person, state: 'waiting' })),
    },
    found: [
      { rule, people: those.map((one) => one.id) },
      ...(others.length > 0 ? [{ rule: instead, people: others.map((one) => one.id) }] : []),
    ],
  });
  settleVisit(run, number, undefined);
}

function hasApproved(slot: Slot): boolean {
  return (isVote(slot) || slot.origin === 'after') && slot.state === 'approved' && slot.answer !== undefined;
}
