import type { AfterReturn, PersonId, ReturnTarget } from '../contract/definition.ts';
import type { Evidence } from '../contract/facts.ts';
import type { InstanceState, Opinion, SlotId, Visit } from '../contract/instance.ts';
import { isWithin, positionOf, scopesOf, undoneBy, visitOf } from './cursor-tree.ts';
import { emit, go, type Run } from './run.ts';

/**
 * The visit of a passed node that a return from this visit can go to: the last one where people have answered, that leads here.
 * What is passed in a branch beside this one isn't before it.
 */
export function returnableVisit(state: InstanceState, from: Visit, nodeId: string): Visit | undefined {
  return state.visits.findLast(
    (visit) =>
      visit.nodeId === nodeId &&
      visit.state === 'passed' &&
      (visit.kind === 'approve' || visit.kind === 'handle') &&
      visit.number < from.number &&
      !isBeside(state, visit, from) &&
      !isInCancelled(state, visit) &&
      visit.slots.some((slot) => slot.state === 'approved' || slot.state === 'handled' || slot.state === 'repeated'),
  );
}

function isBeside(state: InstanceState, visit: Visit, from: Visit): boolean {
  const own = scopesOf(state, from);
  return scopesOf(state, visit).some((scope) =>
    own.some((one) => one.visit === scope.visit && one.branch !== scope.branch),
  );
}

/** Whether a fork that it is in was left by a jump: its branches are gone, and nobody can go on in them. */
function isInCancelled(state: InstanceState, visit: Visit): boolean {
  return scopesOf(state, visit).some((scope) => visitOf(state, scope.visit)?.state === 'cancelled');
}

/** Returns to the applicant or to a passed node; everything after the target is cancelled. */
export function goBack(
  run: Run,
  from: Visit,
  how: {
    by?: PersonId;
    for: PersonId;
    slotId: SlotId;
    to: ReturnTarget;
    afterwards: AfterReturn;
    evidence?: Evidence;
    opinion?: Opinion;
  },
): undefined {
  const { state } = run;
  const target = how.to.kind === 'node' ? returnableVisit(state, from, how.to.nodeId) : undefined;
  const to = target ? how.to : ({ kind: 'applicant' } as const);
  const undone = target && undoneBy(state, target, (scope) => isWithin(state, from, scope));
  const everything = state.visits.filter((visit) => visit.state !== 'cancelled').map((visit) => visit.number);
  const cancelled = target && undone ? [target.number, ...undone.cancelled] : everything;
  const common = undone?.common;
  // A visit that was left by a reject stood open until then.
  const asOpen = { ...from, state: 'open' as const };
  const standing = { ...state, visits: state.visits.map((visit) => (visit.number === from.number ? asOpen : visit)) };
  const stood = how.afterwards === 'straight' ? positionOf(standing, common) : undefined;
  emit(run, { type: 'returned', ...how, to, cancelled, reopened: undone?.reopened ?? [] });
  go(run, {
    to: target?.nodeId ?? run.definition.start.id,
    in: target?.in,
    via: 'returned',
    ...(stood && { straight: { ...(common && { in: common }), at: stood } }),
  });
}
