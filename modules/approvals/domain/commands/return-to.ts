import type { CommandOf } from '../../contract/command.ts';
import { goBack, returnableVisit } from '../go-back.ts';
import { isOpinionRight, onlyGivesOpinion, ownTask, provenBy } from '../own-task.ts';
import { type Run, refuse } from '../run.ts';

/** 退回. */
export function returnTo(run: Run, command: CommandOf<'return'>, by: string): undefined {
  const { slotId, to, afterwards, opinion } = command;
  const task = ownTask(run, slotId, by);
  if (!task || onlyGivesOpinion(run, task)) return;
  const { node, slot, visit } = task;
  if (to.kind === 'applicant') {
    if (!node.returns.applicant) return refuse(run, 'targetNotAllowed', {});
  } else {
    const { nodes } = node.returns;
    if (nodes !== 'anyPassed' && !nodes.includes(to.nodeId)) {
      return refuse(run, 'targetNotAllowed', { nodeId: to.nodeId });
    }
    if (!returnableVisit(run.state, visit, to.nodeId)) return refuse(run, 'targetNotPassed', { nodeId: to.nodeId });
  }
  if (!isOpinionRight(run, task, opinion, false)) return;
  const evidence = provenBy(run, node);
  if (!evidence) return;
  goBack(run, visit, { by, for: slot.person, slotId, to, afterwards, evidence, ...(opinion && { opinion }) });
}
