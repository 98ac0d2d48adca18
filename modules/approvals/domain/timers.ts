import { currentVisit, findSlot } from './find-slot.ts';
import { asksPeople } from './route.ts';
import { emit, type Run } from './run.ts';

/**
 * Cancels the timers of slots that are no longer asked (or asked anew, or suspended) and makes those of slots newly asked.
 * Once at the end of a command, so that no timer is made and cancelled in one go.
 */
export function settleTimers(run: Run): undefined {
  for (const timer of run.state.timers) {
    const slot = findSlot(run.state, timer.slotId);
    const runs = slot?.state === 'open' && slot.episode === timer.episode && !run.state.suspended;
    if (!runs) emit(run, { type: 'timerCancelled', timerId: timer.id });
  }
  const visit = currentVisit(run.state);
  const node = visit && run.route.get(visit.nodeId)?.node;
  if (!visit || !node || !asksPeople(node) || run.state.suspended) return;
  const limit = node.limit ?? run.definition.limit;
  if (!limit) return;
  for (const slot of visit.slots) {
    if (slot.state !== 'open' || slot.timed === slot.episode) continue;
    const of = { nodeId: node.id, slotId: slot.id, episode: slot.episode, count: 1 };
    if (limit.reminder) setTimer(run, { ...of, purpose: 'reminder', after: limit.reminder.after });
    if (limit.overdue) setTimer(run, { ...of, purpose: 'overdue', after: limit.overdue });
  }
}

/** Makes one timer; its id is never used again in this instance. */
export function setTimer(run: Run, timer: Omit<Run['state']['timers'][number], 'id'>): undefined {
  emit(run, { type: 'timerSet', timer: { id: `t${run.state.timersMade + 1}`, ...timer } });
}
