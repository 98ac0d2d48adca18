import type { CommandOf } from '../../contract/command.ts';
import { authorityOf, isBeyond, isBeyondHim } from '../authority.ts';
import { withoutApplicant } from '../find-approvers.ts';
import { newSlot } from '../new-slot.ts';
import { isOpinionRight, newApprover, onlyGivesOpinion, ownTask, pendingTask, provenBy } from '../own-task.ts';
import { askPeople, emit, isStopped, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';

/** 转办. */
export function transfer(run: Run, { slotId, to, reason }: CommandOf<'transfer'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task || onlyGivesOpinion(run, task)) return;
  if (!task.node.allow.transfer) return refuse(run, 'notAllowedHere', { nodeId: task.node.id });
  if (isBeyondHim(run, task)) return;
  const found = newApprover(run, task, to, 'transfer');
  if (!found || isStopped(run)) return;
  emit(run, { type: 'transferred', by, slotId, from: task.slot.person, to, deputies: found.deputies, reason });
}

/** The same by an administrator. */
export function reassign(run: Run, { slotId, to, reason }: CommandOf<'reassign'>, by: string): undefined {
  const task = pendingTask(run, slotId);
  if (!task) return;
  const found = newApprover(run, task, to, 'reassign');
  if (!found || isStopped(run)) return;
  const { deputies } = found;
  const from = task.slot.person;
  emit(run, { type: 'reassigned', by, why: 'administrator', slotId, from, to, deputies, found: [], reason });
}

/** 委派: the task waits for the opinion, and is the owner's again. */
export function delegate(run: Run, { slotId, to, reason }: CommandOf<'delegate'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task || onlyGivesOpinion(run, task)) return;
  const { node, visit, slot } = task;
  if (!node.allow.delegate) return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (isBeyondHim(run, task)) return;
  const found = newApprover(run, task, to, 'delegate');
  if (!found || isStopped(run)) return;
  const place = visit.slots.length + 1;
  const added = { by: slotId, group: place, needs: 'all' as const };
  const asked = newSlot(visit.number, place, { ...found, state: 'waiting' }, 'delegate', added);
  emit(run, { type: 'delegated', by, for: slot.person, slotId, slot: asked, reason });
  settleVisit(run, visit.number, by);
}

/** 转批: an opinion by who may not decide this; the task is then of the nearest above him who may. */
export function passUp(run: Run, { slotId, opinion }: CommandOf<'passUp'>, by: string): undefined {
  const task = ownTask(run, slotId, by);
  if (!task || onlyGivesOpinion(run, task)) return;
  const { node, slot } = task;
  if (!node.authority || slot.origin === 'before') return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (!isOpinionRight(run, task, opinion, false)) return;
  const evidence = provenBy(run, node);
  if (!evidence) return;
  const authority = authorityOf(run, task);
  if (!authority) return;
  if (!isBeyond(authority)) return refuse(run, 'withinAuthority', { nodeId: node.id });
  const rule = { kind: 'authorized' as const, instead: slot.person };
  const found = askPeople(run, `authorized.${slot.person}`, node.id, rule);
  if (!found) return;
  const to = found.find((one) => one.id !== slot.person && (node.self === 'acts' || one.id !== run.state.applicant));
  if (!to) return refuse(run, 'noApprover', { nodeId: node.id });
  emit(run, {
    type: 'passedUp',
    by,
    for: slot.person,
    slotId,
    to: to.id,
    deputies: withoutApplicant(run.state, node, to).deputies,
    evidence,
    authority,
    found: [{ rule, people: found.map((one) => one.id) }],
    ...(opinion && { opinion }),
  });
}
