import type { CommandOf } from '../../contract/command.ts';
import { ownTask } from '../own-task.ts';
import { emit, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';

/** 认领: who claims a task that was offered to several holds it. */
export function claim(run: Run, { slotId }: CommandOf<'claim'>, by: string): undefined {
  const task = ownTask(run, slotId, by, true);
  if (!task) return;
  const { node, slot, visit } = task;
  if (node.mode.kind !== 'claim' || slot.origin !== 'rule') return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (visit.claimed !== undefined) return refuse(run, 'alreadyClaimed', { slotId, by: slot.person });
  emit(run, { type: 'claimed', by, for: slot.person, slotId });
  settleVisit(run, visit.number, by);
}

/** What was claimed is offered to everybody again. */
export function putBack(run: Run, { slotId, reason }: CommandOf<'putBack'>, by: string): undefined {
  const task = ownTask(run, slotId, by, true);
  if (!task) return;
  const { node, slot, visit } = task;
  if (node.mode.kind !== 'claim' || slot.origin !== 'rule') return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (visit.claimed !== slotId) return refuse(run, 'notClaimed', { slotId });
  emit(run, { type: 'putBack', by, for: slot.person, slotId, reason });
  settleVisit(run, visit.number, by);
}
