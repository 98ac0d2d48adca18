import type { InstanceState, Position, Scope, Slot, SlotId, Visit } from '../contract/instance.ts';

/** The visits where a request stands now, in their order: the leaves and forks of its cursor tree. */
export function openVisits(state: InstanceState): Visit[] {
  return state.visits.filter((visit) => visit.state === 'open');
}

/** The visit of this number. */
export function visitOf(state: InstanceState, number: number): Visit | undefined {
  const likely = state.visits[number - 1];
  return likely?.number === number ? likely : state.visits.find((visit) => visit.number === number);
}

/** The visit that a slot id belongs to, also where the visit was cancelled and keeps no slots. */
export function visitOfSlot(state: InstanceState, slotId: SlotId): Visit | undefined {
  return visitOf(state, Number(slotId.split('.')[0]));
}

/** A slot that is still kept. */
export function findSlot(state: InstanceState, slotId: SlotId): Slot | undefined {
  return visitOfSlot(state, slotId)?.slots.find((slot) => slot.id === slotId);
}

/** Neither answered nor taken away. */
export function isPending(slot: Slot): boolean {
  return slot.state === 'waiting' || slot.state === 'open';
}

/** Whether two scopes are the same branch of the same fork; nothing is the whole flow. */
export function sameScope(one: Scope | undefined, other: Scope | undefined): boolean {
  return one?.visit === other?.visit && one?.branch === other?.branch;
}

/** The branches that a visit is in, the innermost first. */
export function scopesOf(state: InstanceState, visit: Visit): Scope[] {
  const scopes: Scope[] = [];
  for (let scope = visit.in; scope; scope = visitOf(state, scope.visit)?.in) scopes.push(scope);
  return scopes;
}

/** Whether a visit is in this branch, at whatever depth; everything is in the whole flow. */
export function isWithin(state: InstanceState, visit: Visit, scope: Scope | undefined): boolean {
  return !scope || scopesOf(state, visit).some((one) => sameScope(one, scope));
}

/** Whether this branch is under way. */
export function isLive(state: InstanceState, scope: Scope | undefined): boolean {
  if (!scope) return true;
  const fork = visitOf(state, scope.visit);
  return fork?.state === 'open' && branchState(fork, scope.branch) === 'running';
}

/** What has become of a branch of a fork. */
export function branchState(fork: Visit, branch: string): 'running' | 'arrived' | 'cancelled' | undefined {
  return fork.branches?.find((one) => one.id === branch)?.state;
}

/** Where this branch (or the whole flow) stands, to be gone back to later; nothing where nothing is open in it. */
export function positionOf(state: InstanceState, scope: Scope | undefined): Position | undefined {
  const visit = state.visits.findLast((one) => one.state === 'open' && sameScope(one.in, scope));
  if (!visit) return undefined;
  if (!visit.branches) return { nodeId: visit.nodeId };
  const branches = visit.branches.map(({ id }) => {
    const at = positionOf(state, { visit: visit.number, branch: id });
    return { id, ...(at && { at }) };
  });
  return { nodeId: visit.nodeId, branches };
}

/** What going back to a visit undoes. */
export interface Undone {
  /** Visits that came after it and still count. */
  readonly cancelled: number[];
  /** Branches that had come to their end and are under way again, the innermost first. */
  readonly reopened: Scope[];
  /** The innermost branch with both in it: the subtree that is gone back in. */
  readonly common: Scope | undefined;
  /** Every visit that came after it, also those that were cancelled before. */
  readonly after: Visit[];
}

/**
 * What came after a visit: in its own branch everything later, and outside every branch that it leaves, everything later than
 * the fork but the fork's other branches. `isCommon` says at which branch (or the whole flow) to stop.
 */
export function undoneBy(state: InstanceState, target: Visit, isCommon: (scope: Scope | undefined) => boolean): Undone {
  const after = state.visits.filter((visit) => visit.number > target.number && isWithin(state, visit, target.in));
  const reopened: Scope[] = [];
  let scope = target.in;
  while (scope && !isCommon(scope)) {
    const number = scope.visit;
    const fork = visitOf(state, number);
    if (!isLive(state, scope)) reopened.push(scope);
    scope = fork?.in;
    const outer = scope;
    after.push(
      ...state.visits.filter(
        (visit) =>
          visit.number > number &&
          isWithin(state, visit, outer) &&
          !scopesOf(state, visit).some((one) => one.visit === number),
      ),
    );
  }
  const cancelled = after.filter((visit) => visit.state !== 'cancelled').map((visit) => visit.number);
  return { cancelled: cancelled.sort((a, b) => a - b), reopened, common: scope, after };
}

/** The applicant's own revision, where the request is with him. */
export function currentStart(state: InstanceState): Visit | undefined {
  return state.visits.findLast((visit) => visit.kind === 'start' && visit.state === 'open');
}
