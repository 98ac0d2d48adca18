import type { CommandOf } from '../../contract/command.ts';
import type { SlotTimer, VisitTimer } from '../../contract/instance.ts';
import { askedNodeOf } from '../asked-node.ts';
import { findSlot, visitOfSlot } from '../cursor-tree.ts';
import { chosenAsNamed, withoutApplicant } from '../find-approvers.ts';
import { afterCall } from '../outside.ts';
import { isAskedStill, type Task } from '../own-task.ts';
import { askPeople, emit, type Run, refuse } from '../run.ts';
import { leaveVisit, settleVisit } from '../settle-visit.ts';
import { limitOf, setTimer } from '../timers.ts';

/** A time has come: of a reminder, a limit, a delay, or the deadline of a call. */
export function timerDue(run: Run, { timerId }: CommandOf<'timerDue'>): undefined {
  const timer = run.state.timers.find((one) => one.id === timerId);
  if (!timer) return refuse(run, 'timerGone', {});
  return 'slotId' in timer ? limitDue(run, timer) : waitOver(run, timer);
}

function waitOver(run: Run, { id: timerId, purpose, visit: number, attempt = 1 }: VisitTimer): undefined {
  if (purpose === 'delay') {
    emit(run, { type: 'delayOver', visit: number, timerId });
    return leaveVisit(run, number, 'passed', undefined);
  }
  emit(run, { type: 'callAnswered', visit: number, attempt, ok: false, error: 'deadline', timerId });
  afterCall(run, number, false);
}

function limitDue(run: Run, timer: SlotTimer): undefined {
  const { id: timerId, slotId, count, purpose } = timer;
  const visit = visitOfSlot(run.state, slotId);
  const node = visit && askedNodeOf(run.definition, visit);
  const limit = node && limitOf(run.definition, node);
  if (purpose === 'reminder') {
    emit(run, { type: 'reminded', timerId, slotId, count });
    const { id: _, ...again } = timer;
    if (limit?.reminder && count < limit.reminder.times) setTimer(run, { ...again, count: count + 1 });
    return;
  }
  const slot = findSlot(run.state, slotId);
  if (!visit || !node || !slot) return emit(run, { type: 'overdue', timerId, slotId });
  const task = { visit, node, slot };
  const lapsed = lapsedOutcome(task, limit?.afterwards.kind);
  if (lapsed) {
    emit(run, { type: 'lapsed', timerId, slotId, for: slot.person, outcome: lapsed });
    return settleVisit(run, visit.number, undefined);
  }
  emit(run, { type: 'overdue', timerId, slotId });
  if (visit.kind === 'revoke') return;
  if (limit?.afterwards.kind === 'transfer') {
    const rule = chosenAsNamed(run.state.chosen, node.id, limit.afterwards.to);
    handOn(run, task, rule, 'overdue');
  }
  if (limit?.afterwards.kind === 'escalate') {
    const rule = { kind: 'supervisorOf' as const, person: slot.person, level: 1 };
    handOn(run, task, rule, `escalate.${slot.person}`);
  }
}

/** What counts as the answer; nothing where only a person may give it: what asks for authority, and a revocation. */
function lapsedOutcome({ node, slot, visit }: Task, kind: string | undefined) {
  if ((kind !== 'pass' && kind !== 'reject') || node.authority || visit.kind === 'revoke') return undefined;
  if (node.kind === 'handle') return kind === 'pass' ? ('handled' as const) : undefined;
  const onlyOpinion = slot.origin === 'before' || slot.origin === 'delegate';
  return kind === 'pass' || onlyOpinion ? ('approved' as const) : ('rejected' as const);
}

/** The task goes to the first of these who doesn't have it, hasn't had it, and isn't asked here already; else it stays. */
function handOn(
  run: Run,
  { node, visit, slot }: Task,
  rule: Parameters<typeof askPeople>[3],
  purpose: string,
): undefined {
  const found = askPeople(run, purpose, node.id, rule);
  const to = found?.find(
    ({ id }) =>
      id !== slot.person &&
      !slot.chain.includes(id) &&
      (node.self === 'acts' || id !== run.state.applicant) &&
      !visit.slots.some((one) => one.person === id && isAskedStill(one)),
  );
  if (!found || !to) return;
  emit(run, {
    type: 'reassigned',
    why: 'overdue',
    slotId: slot.id,
    from: slot.person,
    to: to.id,
    deputies: withoutApplicant(run.state, node, to).deputies,
    found: [{ rule, people: found.map((one) => one.id) }],
  });
}
