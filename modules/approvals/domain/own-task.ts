import type { AskedNode } from '../contract/definition.ts';
import type { Evidence } from '../contract/facts.ts';
import type { FoundPerson, Opinion, Slot, SlotId, Visit } from '../contract/instance.ts';
import { askedNodeOf, strengths } from './asked-node.ts';
import { findSlot, isPending, visitOfSlot } from './cursor-tree.ts';
import { withoutApplicant } from './find-approvers.ts';
import { askPeople, type Run, refuse } from './run.ts';

/** A slot that waits for an answer, with the visit and the node that it is of. */
export interface Task {
  readonly slot: Slot;
  readonly visit: Visit;
  readonly node: AskedNode;
}

/**
 * The open task with this id, if it is the actor's (as principal or deputy), and he holds it where it must be claimed first;
 * refused with what became of it otherwise. `offered`: also one that hasn't been claimed.
 */
export function ownTask(run: Run, slotId: SlotId, by: string, offered = false): Task | undefined {
  const task = pendingTask(run, slotId);
  if (!task) return undefined;
  const { slot, visit, node } = task;
  if (slot.person !== by && !slot.deputies.includes(by)) {
    if (slot.chain.includes(by)) refuse(run, 'alreadyHandled', { slotId, how: 'transferred', by: slot.person });
    else refuse(run, 'notYours', { slotId });
    return undefined;
  }
  const claimer = visit.claimed === undefined ? undefined : findSlot(run.state, visit.claimed);
  const isOffered = node.mode.kind === 'claim' && slot.origin === 'rule';
  if (isOffered && claimer && claimer.id !== slotId) {
    refuse(run, 'alreadyClaimed', { slotId, by: claimer.person });
    return undefined;
  }
  if (slot.state !== 'open') {
    refuse(run, 'notOpenYet', { slotId });
    return undefined;
  }
  if (!isOffered || claimer || offered) return task;
  refuse(run, 'claimFirst', { slotId });
  return undefined;
}

/** The task with this id, whosever it is, as long as it hasn't been dealt with. */
export function pendingTask(run: Run, slotId: SlotId): Task | undefined {
  const visit = visitOfSlot(run.state, slotId);
  const slot = findSlot(run.state, slotId);
  if (!visit || (!slot && visit.state !== 'cancelled')) {
    refuse(run, 'noSuchTask', { slotId });
    return undefined;
  }
  if (!slot || !isPending(slot)) {
    refuse(run, 'alreadyHandled', whatBecame(slotId, visit, slot));
    return undefined;
  }
  const node = askedNodeOf(run.definition, visit);
  if (node) return { slot, visit, node };
  refuse(run, 'notAllowedHere', { nodeId: visit.nodeId });
  return undefined;
}

/** How a task came to its end, and through whom. */
export function whatBecame(slotId: SlotId, visit: Visit, slot: Slot | undefined) {
  if (slot?.answer) return { slotId, how: slot.state, by: slot.answer.by, at: slot.answer.at };
  const { closed } = visit;
  if (closed) return { slotId, how: closed.how, ...(closed.by && { by: closed.by }), at: closed.at };
  return { slotId, how: slot?.state ?? 'cancelled' };
}

/** Who was delegated to gives an opinion, and nothing else. */
export function onlyGivesOpinion(run: Run, { slot }: Task): boolean {
  if (slot.origin !== 'delegate') return false;
  refuse(run, 'opinionOnly', { slotId: slot.id });
  return true;
}

/** What was seen and how strongly the person was signed in, as this node asks. */
export function provenBy(run: Run, node: AskedNode): Evidence | undefined {
  const { evidence } = run.facts;
  if (!evidence) {
    refuse(run, 'evidenceMissing', { nodeId: node.id });
    return undefined;
  }
  if (strengths.indexOf(evidence.strength) < strengths.indexOf(node.strength)) {
    refuse(run, 'strengthTooLow', { asked: node.strength });
    return undefined;
  }
  return evidence;
}

/** Whether an opinion is as the node asks; `decides`: it goes with a yes, or with what was done. Refused otherwise. */
export function isOpinionRight(
  run: Run,
  { node, slot }: Task,
  opinion: Opinion | undefined,
  decides: boolean,
): boolean {
  const required = node.opinion === 'required' || (node.opinion === 'unlessApproved' && !decides);
  if (required && !opinion?.text.trim()) {
    refuse(run, 'opinionRequired', { nodeId: node.id });
    return false;
  }
  const parts = ['executor', 'manner', 'deadline'] as const;
  const notAllowed = parts.filter((part) => node.names[part] === 'never' && opinion?.[part] !== undefined);
  if (notAllowed.length > 0) {
    refuse(run, 'opinionNamesNotAllowed', { nodeId: node.id, notAllowed });
    return false;
  }
  const countsHere = slot.origin !== 'before' && slot.origin !== 'delegate';
  const missing = parts.filter((part) => node.names[part] === 'required' && opinion?.[part] === undefined);
  if (decides && countsHere && missing.length > 0) {
    refuse(run, 'opinionNamesMissing', { nodeId: node.id, missing });
    return false;
  }
  const executor = opinion?.executor;
  if (executor === undefined) return true;
  const found = askPeople(run, `executor.${executor}`, node.id, { kind: 'named', people: [executor] });
  if (found?.length === 0) refuse(run, 'personNotFound', { person: executor });
  return found !== undefined && found.length > 0;
}

/** A person in service who may be asked at this node beside those asked already. */
export function newApprover(run: Run, task: Task, person: string, purpose: string): FoundPerson | undefined {
  const { node, visit } = task;
  const answer = askPeople(run, `${purpose}.${person}`, node.id, { kind: 'named', people: [person] });
  if (!answer) return undefined;
  const found = answer.find((one) => one.id === person);
  if (!found) refuse(run, 'personNotFound', { person });
  else if (person === run.state.applicant && node.self !== 'acts') refuse(run, 'applicantCannotApprove', { person });
  else if (visit.slots.some((slot) => slot.person === person && isAskedStill(slot))) {
    refuse(run, 'alreadyApprover', { person });
  }
  return found && withoutApplicant(run.state, node, found);
}

/** Whether somebody is asked by this slot, or has answered it. */
export function isAskedStill(slot: Slot): boolean {
  return isPending(slot) || slot.state === 'approved' || slot.state === 'rejected' || slot.state === 'handled';
}

/** Who added this slot, who added him, and so on. */
export function addersOf(visit: Visit, slot: Slot): Slot[] {
  const adder = slot.added && visit.slots.find((one) => one.id === slot.added?.by);
  return adder ? [adder, ...addersOf(visit, adder)] : [];
}
