import type { CommandOf } from '../../contract/command.ts';
import { isBeyondHim } from '../authority.ts';
import { isPending } from '../cursor-tree.ts';
import { newSlot } from '../new-slot.ts';
import { addersOf, newApprover, onlyGivesOpinion, ownTask, pendingTask } from '../own-task.ts';
import { emit, isStopped, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';
import { tallyOf } from '../settlement.ts';

/** 加签. */
export function addApprover(run: Run, command: CommandOf<'addApprover'>, by: string): undefined {
  const task = ownTask(run, command.slotId, by);
  if (!task || onlyGivesOpinion(run, task)) return;
  const { node, visit, slot } = task;
  const { place, needs, reason } = command;
  if (!node.allow.addApprover) return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (isBeyondHim(run, task)) return;
  if (slot.origin === 'before' && place !== 'before') return refuse(run, 'beforeOnly', { slotId: slot.id });
  const people = [...new Set(command.people)].map((person) => newApprover(run, task, person, 'add'));
  if (isStopped(run)) return;
  // Alongside one who was added after: he joins that adding.
  const joins = place === 'alongside' && slot.origin === 'after' ? slot.added : undefined;
  const origin = joins ? 'after' : place;
  const added = joins ?? { by: slot.id, group: visit.slots.length + 1, needs };
  const slots = people
    .filter((person) => person !== undefined)
    .map((person, index) =>
      newSlot(visit.number, visit.slots.length + index + 1, { ...person, state: 'waiting' }, origin, added),
    );
  emit(run, { type: 'approversAdded', by, for: slot.person, slotId: slot.id, place, slots, reason });
  settleVisit(run, visit.number, by);
}

/** 减签, also of somebody delegated to. */
export function removeApprover(run: Run, { slotId, reason }: CommandOf<'removeApprover'>, by: string): undefined {
  const task = pendingTask(run, slotId);
  if (!task) return;
  const { slot, visit, node } = task;
  const adder = visit.slots.find((one) => one.id === slot.added?.by);
  const mayRemove = adder && (run.facts.mayAdminister || adder.person === by || adder.deputies.includes(by));
  if (!mayRemove) return refuse(run, 'notAddedByYou', { slotId });
  // Whom he added himself, and who hasn't answered, goes with him.
  const withHim = visit.slots.filter((one) => isPending(one) && (one === slot || addersOf(visit, one).includes(slot)));
  const isLast = visit.slots.every((one) => !isPending(one) || withHim.includes(one));
  if (isLast && tallyOf(node, visit) === null) return refuse(run, 'lastOpenTask', { slotId });
  const removed = withHim.map((one) => one.id);
  emit(run, { type: 'approverRemoved', by, slotId, removed, reason });
  settleVisit(run, visit.number, by);
}
