import type { CommandOf } from '../../contract/command.ts';
import type { AskedNode } from '../../contract/definition.ts';
import { authorityOf, isBeyondHim } from '../authority.ts';
import { isOpinionRight, ownTask, provenBy } from '../own-task.ts';
import { asksPeople } from '../route.ts';
import { emit, isStopped, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';

const outcomes = { approve: 'approved', reject: 'rejected', handle: 'handled' } as const;

/** An answer: with the form's new content where he may edit, and with whom he chooses for nodes after his. */
export function act(run: Run, command: CommandOf<'act'>, by: string): undefined {
  const { slotId, outcome, opinion, chosen } = command;
  const task = ownTask(run, slotId, by);
  if (!task) return;
  const { node, slot, visit } = task;
  if ((outcome === 'handle') !== (node.kind === 'handle')) return refuse(run, 'wrongOutcome', { nodeId: node.id });
  if (!isOpinionRight(run, task, opinion, outcome !== 'reject')) return;
  const evidence = provenBy(run, node);
  if (!evidence) return;
  for (const nodeId of Object.keys(chosen ?? {})) {
    const later = run.route.get(nodeId)?.node;
    const leftToHim = later && asksPeople(later) && later.approvers.some((rule) => rule.kind === 'previousChosen');
    if (!leftToHim) return refuse(run, 'noSuchNode', { nodeId });
  }
  editForm(run, command, by, node);
  if (isBeyondHim(run, task)) return;
  const authority = authorityOf(run, task);
  if (isStopped(run)) return;
  emit(run, {
    type: 'acted',
    by,
    for: slot.person,
    slotId,
    outcome: outcomes[outcome],
    evidence,
    ...(opinion && { opinion }),
    ...(chosen && { chosen }),
    ...(authority && { authority }),
  });
  settleVisit(run, visit.number, by);
}

function editForm(run: Run, command: CommandOf<'act'>, by: string, node: AskedNode): undefined {
  const { form, effectiveOn, slotId } = command;
  if (form === undefined) return;
  if (!Object.values(node.fields).includes('edit')) return refuse(run, 'notAllowedHere', { nodeId: node.id });
  if (form <= run.state.form) return refuse(run, 'formNotNew', { form: run.state.form });
  emit(run, { type: 'formEdited', by, form, slotId, effectiveOn });
}
