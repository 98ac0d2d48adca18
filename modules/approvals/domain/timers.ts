import type { AskedNode, Definition, TimeLimit } from '../contract/definition.ts';
import type { SlotTimer, Timer, Visit, VisitTimer } from '../contract/instance.ts';
import { askedNodeOf } from './asked-node.ts';
import { findSlot, openVisits, visitOf } from './cursor-tree.ts';
import { emit, type Run } from './run.ts';

/**
 * Cancels the timers of what is no longer waited for (or asked anew, or suspended) and makes those of what newly is.
 * Once at the end of a command, so that no timer is made and cancelled in one go.
 */
export function settleTimers(run: Run): undefined {
  for (const timer of run.state.timers) {
    if (!isWanted(run, timer)) emit(run, { type: 'timerCancelled', timerId: timer.id });
  }
  if (run.state.suspended) return;
  for (const visit of openVisits(run.state)) {
    const wait = waitOf(run, visit);
    if (wait && !run.state.timers.some((timer) => isFor(timer, visit))) {
      setTimer(run, { ...wait, nodeId: visit.nodeId, visit: visit.number });
    }
    const node = askedNodeOf(run.definition, visit);
    const limit = node && limitOf(run.definition, node);
    if (!limit) continue;
    for (const slot of visit.slots) {
      if (slot.state !== 'open' || slot.timed === slot.episode) continue;
      const of = { nodeId: visit.nodeId, slotId: slot.id, episode: slot.episode, count: 1 };
      if (limit.reminder) setTimer(run, { ...of, purpose: 'reminder', after: limit.reminder.after });
      if (limit.overdue) setTimer(run, { ...of, purpose: 'overdue', after: limit.overdue });
    }
  }
}

/** The time limit of a node: its own, else the flow's. */
export function limitOf(definition: Definition, node: AskedNode): TimeLimit | undefined {
  return node.limit ?? definition.limit;
}

function isWanted(run: Run, timer: Timer): boolean {
  if (run.state.suspended) return false;
  if ('slotId' in timer) {
    const slot = findSlot(run.state, timer.slotId);
    return slot?.state === 'open' && slot.episode === timer.episode;
  }
  const visit = visitOf(run.state, timer.visit);
  return visit !== undefined && waitOf(run, visit) !== undefined && isFor(timer, visit);
}

function isFor(timer: Timer, { number, call }: Visit): boolean {
  return 'visit' in timer && timer.visit === number && timer.attempt === call?.attempt;
}

/** What a visit without people waits for by the clock. */
function waitOf(run: Run, visit: Visit): Pick<VisitTimer, 'purpose' | 'for' | 'attempt'> | undefined {
  if (visit.state !== 'open') return undefined;
  const node = run.route.get(visit.nodeId)?.node;
  if (node?.kind === 'delay') return { purpose: 'delay', for: node.for };
  if (node?.kind !== 'call' || visit.call?.state !== 'waiting') return undefined;
  return { purpose: 'deadline', attempt: visit.call.attempt, for: { minutes: node.deadlineMinutes } };
}

/** Makes one timer; its id is never used again in this instance. */
export function setTimer(run: Run, timer: Omit<SlotTimer, 'id'> | Omit<VisitTimer, 'id'>): undefined {
  emit(run, { type: 'timerSet', timer: { id: `t${run.state.timersMade + 1}`, ...timer } });
}
