import type { AuthorityAnswer } from '../contract/facts.ts';
import type { Task } from './own-task.ts';
import { answerTo, type Run, refuse } from './run.ts';

/**
 * W7: the authority of the principal at a node that asks for it; nothing where none is asked for (an opinion for somebody else
 * decides nothing), or the question has just been put.
 */
export function authorityOf(run: Run, { node, slot }: Task): AuthorityAnswer | undefined {
  if (!node.authority || slot.origin === 'before' || slot.origin === 'delegate') return undefined;
  return answerTo(run, run.facts.authority, {
    kind: 'authority',
    key: `${node.id}:authority.${slot.person}`,
    nodeId: node.id,
    slotId: slot.id,
    person: slot.person,
    applicant: run.state.applicant,
  });
}

/** More than the person may decide. */
export function isBeyond({ limit, total }: AuthorityAnswer): boolean {
  return limit !== null && total > limit;
}

/** W7: whoever is asked for more than he may decide passes it up or returns it, and hands it to nobody of his own choice; refused otherwise. */
export function isBeyondHim(run: Run, task: Task): boolean {
  const authority = authorityOf(run, task);
  if (!authority || !isBeyond(authority)) return false;
  refuse(run, 'beyondAuthority', { ...authority, nodeId: task.node.id });
  return true;
}
