import type { InstanceState } from '../../contract/instance.ts';
import type { InstanceEvent } from '../../contract/instance-event.ts';
import { apply } from '../apply.ts';
import { type OpenTask, openTasks } from '../open-tasks.ts';

/** A stretch of time, as instants. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** A task from when it was opened for its holder until the holder dealt with it, or its limit ran out. */
export interface TaskSpan extends Stretch {
  readonly nodeId: string;
  readonly kind: OpenTask['kind'];
  readonly person: string;
  /** Number of the event that closed it, from 1. */
  readonly seq: number;
  /** A time limit ran for it. */
  readonly isLimited: boolean;
  readonly isOverdue: boolean;
}

/** What the history of a request says about time. */
export interface RequestSpans {
  readonly tasks: readonly TaskSpan[];
  /** While it was suspended; nobody is charged with that time. `to` of one that goes on: its last event. */
  readonly suspended: readonly Stretch[];
}

interface Running extends Omit<TaskSpan, 'to' | 'seq'> {
  readonly isDealtWith: boolean;
}

const dealing = new Set<InstanceEvent['type']>(['acted', 'lapsed', 'passedUp', 'returned', 'transferred']);

/**
 * The tasks that people dealt with in a request, from its events in order. What ended without its holder's doing (another
 * answered first, it was withdrawn, somebody was replaced) is nobody's time and isn't among them.
 */
export function taskSpans(events: readonly InstanceEvent[]): RequestSpans {
  const running = new Map<string, Running>();
  const tasks: TaskSpan[] = [];
  const suspended: Stretch[] = [];
  let state: InstanceState | null = null;
  let suspendedAt: string | undefined;
  for (const [index, event] of events.entries()) {
    if (dealing.has(event.type) && 'slotId' in event && event.slotId !== undefined) {
      change(running, event.slotId, { isDealtWith: true, ...(event.type === 'lapsed' && { isOverdue: true }) });
    }
    if (event.type === 'resubmitted') {
      for (const slotId of running.keys()) {
        if (slotId.startsWith(`${event.visit}.`)) change(running, slotId, { isDealtWith: true });
      }
    }
    if (event.type === 'overdue') change(running, event.slotId, { isOverdue: true });
    state = apply(state, event);
    const open = new Map((state ? openTasks(state) : []).map((task) => [task.slotId, task]));
    for (const [slotId, { isDealtWith, ...span }] of running) {
      const now = open.get(slotId);
      if (now && now.person === span.person && (now.openedAt ?? span.from) === span.from) continue;
      running.delete(slotId);
      if (isDealtWith) tasks.push({ ...span, to: event.at, seq: index + 1 });
    }
    for (const { slotId, nodeId, kind, person, openedAt } of open.values()) {
      if (running.has(slotId)) continue;
      const from = openedAt ?? event.at;
      running.set(slotId, { nodeId, kind, person, from, isLimited: false, isOverdue: false, isDealtWith: false });
    }
    if (event.type === 'timerSet' && event.timer.purpose === 'overdue') {
      change(running, event.timer.slotId, { isLimited: true });
    }
    if (state?.suspended && suspendedAt === undefined) suspendedAt = event.at;
    if (suspendedAt !== undefined && !state?.suspended) {
      suspended.push({ from: suspendedAt, to: event.at });
      suspendedAt = undefined;
    }
  }
  const last = events.at(-1);
  if (suspendedAt !== undefined && last) suspended.push({ from: suspendedAt, to: last.at });
  return { tasks, suspended };
}

function change(running: Map<string, Running>, slotId: string, more: Partial<Running>): void {
  const span = running.get(slotId);
  if (span) running.set(slotId, { ...span, ...more });
}

/** Minutes on the clock of a stretch, without what lies in the others, which don't overlap. */
export function minutesBetween({ from, to }: Stretch, without: readonly Stretch[]): number {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const out = without.reduce(
    (sum, one) => sum + Math.max(0, Math.min(end, Date.parse(one.to)) - Math.max(begin, Date.parse(one.from))),
    0,
  );
  return Math.max(0, end - begin - out) / 60_000;
}
