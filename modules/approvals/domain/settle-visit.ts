import type { PersonId } from '../contract/definition.ts';
import { askedNodeOf } from './asked-node.ts';
import { leaveOutTo } from './branches.ts';
import { visitOf } from './cursor-tree.ts';
import { goBack, returnableVisit } from './go-back.ts';
import { emit, go, type Run } from './run.ts';
import { settle } from './settlement.ts';
import { finish } from './tell-copies.ts';

/**
 * Settles an open visit after any change of its slots, and goes on where its outcome is certain.
 * `by` is who made the change; nobody where the flow's own rules did.
 */
export function settleVisit(run: Run, number: number, by: PersonId | undefined): undefined {
  const visit = visitOf(run.state, number);
  const node = visit && askedNodeOf(run.definition, visit);
  if (visit?.state !== 'open' || !node) return;
  const { outcome, opened, paused, cancelled } = settle(node, visit);
  if (outcome) return leaveVisit(run, number, outcome, by);
  if (opened.length + paused.length + cancelled.length > 0) {
    emit(run, { type: 'slotsChanged', visit: number, opened, paused, cancelled });
  }
}

/** Leaves a visit whose outcome is certain: goes on, back, or to the end, as its node says. */
export function leaveVisit(
  run: Run,
  number: number,
  outcome: 'passed' | 'rejected',
  by: PersonId | undefined,
): undefined {
  const visit = visitOf(run.state, number);
  if (!visit) return;
  emit(run, { type: 'nodeLeft', visit: number, outcome, ...(by && { by }) });
  if (visit.kind === 'revoke') {
    if (outcome === 'passed') return emit(run, { type: 'ended', outcome: 'revoked', ...(by && { by }) });
    return emit(run, { type: 'revocationDropped', how: 'upheld', ...(by && { by }) });
  }
  if (outcome === 'passed') {
    const { straight } = visit;
    if (!straight) return go(run, { to: run.route.get(visit.nodeId)?.next ?? null, in: visit.in, via: 'flow', by });
    leaveOutTo(run, visit.in, straight.in, by);
    return go(run, { to: straight.at.nodeId, in: straight.in, via: 'straight', by, at: straight.at });
  }
  const node = askedNodeOf(run.definition, visit);
  const rejected = visit.slots.filter((slot) => slot.state === 'rejected' && !isOpinion(slot.origin));
  const decider = rejected.find((slot) => slot.answer?.by === by) ?? rejected[0];
  if (node?.kind !== 'approve' || node.onReject.kind === 'end' || !decider) return finish(run, 'rejected', by);
  const { to, afterwards } = node.onReject;
  // A node that was never passed falls back to the applicant.
  const passed = to.kind === 'applicant' || returnableVisit(run.state, visit, to.nodeId);
  goBack(run, visit, {
    ...(by && { by }),
    for: decider.person,
    slotId: decider.id,
    to: passed ? to : { kind: 'applicant' },
    afterwards,
  });
}

function isOpinion(origin: string): boolean {
  return origin === 'before' || origin === 'delegate';
}
