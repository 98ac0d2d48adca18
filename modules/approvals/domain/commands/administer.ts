import type { CommandOf } from '../../contract/command.ts';
import type { Scope } from '../../contract/instance.ts';
import { branchState, isLive, isWithin, openVisits, sameScope, visitOf } from '../cursor-tree.ts';
import { tryAgain } from '../outside.ts';
import type { Place } from '../route.ts';
import { emit, go, type Run, refuse } from '../run.ts';
import { leaveVisit, settleVisit } from '../settle-visit.ts';

/** On at another node, whatever is open. A node inside a branch can be jumped to while its fork is under way. */
export function jump(run: Run, { to, reason }: CommandOf<'jump'>, by: string): undefined {
  const { state } = run;
  const place = run.route.get(to);
  const scope = place && branchOf(run, place);
  if (scope === undefined) return refuse(run, 'noSuchNode', { nodeId: to });
  const inside = scope ?? undefined;
  const cancelled = openVisits(state).filter((visit) => isWithin(state, visit, inside));
  emit(run, {
    type: 'jumped',
    by,
    to,
    cancelled: cancelled.map((visit) => visit.number),
    reopened: inside && !isLive(state, inside) ? [inside] : [],
    reason,
    ...(inside && { in: inside }),
  });
  go(run, { to, in: inside, via: 'jumped', by });
}

/** The branch under way that a node is in; `null` where it is in none, nothing where its fork isn't under way. */
function branchOf(run: Run, { forks }: Place): Scope | null | undefined {
  let scope: Scope | undefined;
  for (const { fork, branch } of forks) {
    const outer = scope;
    const visit = openVisits(run.state).find((one) => one.nodeId === fork && sameScope(one.in, outer));
    if (!visit || branchState(visit, branch) === undefined) return undefined;
    scope = { visit: visit.number, branch };
  }
  return scope ?? null;
}

/** Ends a delay, makes a call again, begins children again that couldn't be begun. */
export function wake(run: Run, { visit: number, reason }: CommandOf<'wake'>, by: string): undefined {
  const visit = visitOf(run.state, number);
  if (visit?.state !== 'open') return refuse(run, 'noSuchVisit', {});
  if (visit.kind === 'delay') {
    emit(run, { type: 'delayOver', by, visit: number, reason });
    return leaveVisit(run, number, 'passed', by);
  }
  if (!visit.call && !visit.children?.some((child) => child.state === 'failed')) return refuse(run, 'noSuchVisit', {});
  tryAgain(run, visit, by, reason);
}

/** After a suspension everything that had failed outside is tried again. */
export function resume(run: Run, { reason }: CommandOf<'resume'>, by: string): undefined {
  if (!run.state.suspended) return refuse(run, 'notSuspended', {});
  emit(run, { type: 'resumed', by, reason });
  for (const visit of openVisits(run.state)) {
    const failed = visit.call?.state === 'failed' || visit.children?.some((child) => child.state === 'failed');
    if (failed) tryAgain(run, visit, by, undefined);
  }
}

export function editForm(run: Run, { form, effectiveOn, reason }: CommandOf<'editForm'>, by: string): undefined {
  if (form <= run.state.form) return refuse(run, 'formNotNew', { form: run.state.form });
  emit(run, { type: 'formEdited', by, form, effectiveOn, reason });
}

/** On by another version of the flow, which the run already has; what is open is settled by its rules. */
export function migrate(run: Run, { version, reason }: CommandOf<'migrate'>, by: string): undefined {
  emit(run, { type: 'migrated', by, version, reason });
  for (const visit of openVisits(run.state)) settleVisit(run, visit.number, by);
}
