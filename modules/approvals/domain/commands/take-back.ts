import type { CommandOf } from '../../contract/command.ts';
import type { Scope, Slot, Visit } from '../../contract/instance.ts';
import { askedNodeOf } from '../asked-node.ts';
import {
  branchState,
  findSlot,
  isLive,
  scopesOf,
  type Undone,
  undoneBy,
  visitOf,
  visitOfSlot,
} from '../cursor-tree.ts';
import { addersOf, whatBecame } from '../own-task.ts';
import { emit, go, type Run, refuse } from '../run.ts';
import { settleVisit } from '../settle-visit.ts';

/** 撤回: an own answer, as long as nobody who came after it has acted. */
export function takeBack(run: Run, { slotId, reason }: CommandOf<'takeBack'>, by: string): undefined {
  const { state } = run;
  const visit = visitOfSlot(state, slotId);
  const slot = findSlot(state, slotId);
  if (!visit) return refuse(run, 'noSuchTask', { slotId });
  if (visit.state === 'cancelled') return refuse(run, 'alreadyHandled', whatBecame(slotId, visit, slot));
  if (!slot) return refuse(run, 'noSuchTask', { slotId });
  if (visit.kind === 'start') return refuse(run, 'notAllowedHere', { nodeId: visit.nodeId });
  if (state.revoking && visit.kind !== 'revoke') return refuse(run, 'revoking', {});
  if (!slot.answer) return refuse(run, 'nothingToTakeBack', { slotId });
  // The principal and who acted for him may; another deputy may not.
  if (slot.person !== by && slot.answer.by !== by) return refuse(run, 'notYours', { slotId });
  // The branches came together without this one.
  const passedBy = scopesOf(state, visit)
    .map((scope) => ({ scope, fork: visitOf(state, scope.visit) }))
    .find(({ scope, fork }) => fork && branchState(fork, scope.branch) === 'cancelled');
  if (passedBy?.fork?.closed) {
    const { by: through, at } = passedBy.fork.closed;
    return refuse(run, 'alreadyHandled', { slotId, how: 'joined', ...(through && { by: through }), at });
  }
  const undone = undoneBy(state, visit, (scope) => isLive(state, scope));
  const successor = successorWhoActed(run, visit, slot, undone);
  if (successor) return refuse(run, 'successorActed', { slotId, ...successor });
  const { cancelled } = undone;
  // What the join had cancelled goes on beside it, each branch from where it stood.
  const beside = undone.reopened.flatMap((scope) => cancelledBeside(run, scope));
  const reopened = [...undone.reopened, ...beside.map((one) => one.scope)];
  emit(run, { type: 'takenBack', by, for: slot.person, slotId, cancelled, reopened, reason });
  settleVisit(run, visit.number, by);
  for (const { scope, at } of beside) go(run, { to: at?.nodeId ?? null, in: scope, via: 'straight', at });
}

function cancelledBeside(run: Run, { visit }: Scope) {
  const branches = visitOf(run.state, visit)?.branches ?? [];
  return branches
    .filter((branch) => branch.state === 'cancelled')
    .map(({ id, at }) => ({ scope: { visit, branch: id }, at }));
}

/** Somebody who acted because of this answer, or after it: at a later node, or at this one where it led to him. */
function successorWhoActed(
  run: Run,
  visit: Visit,
  slot: Slot,
  undone: Undone,
): { by?: string; at?: string } | undefined {
  for (const later of undone.after) {
    const answered = later.slots.find((one) => one.answer);
    if (answered?.answer) return answered.answer;
    // What was called outside has happened, and so has what an administrator did.
    if (later.kind === 'call' || later.children?.some((child) => child.state !== 'running')) return {};
    const how = later.closed?.how;
    if (how === 'returned' || how === 'jumped') {
      return { ...(later.closed?.by && { by: later.closed.by }), at: later.closed?.at ?? run.facts.now };
    }
  }
  const node = askedNodeOf(run.definition, visit);
  const inSequence = node?.mode.kind === 'sequence';
  const adder = slot.origin === 'before' || slot.origin === 'delegate' ? slot.added?.by : undefined;
  return visit.slots.find(
    (one) =>
      one.answer &&
      (one.id === adder || isAddedAfter(visit, one, slot) || (inSequence && stepOf(visit, one) > stepOf(visit, slot))),
  )?.answer;
}

/** Asked because this answer was given: added after it, or by somebody who was. */
function isAddedAfter(visit: Visit, slot: Slot, answered: Slot): boolean {
  const line = [slot, ...addersOf(visit, slot)];
  return line.some((one) => one.origin === 'after' && one.added?.by === answered.id);
}

/** The place in the sequence: whoever was added shares the step of the voter it started from. */
function stepOf(visit: Visit, slot: Slot): number {
  return visit.slots.indexOf(addersOf(visit, slot).at(-1) ?? slot);
}
