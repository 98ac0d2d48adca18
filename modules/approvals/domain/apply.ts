import type { InstanceState, Slot, SlotId, Visit } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { findSlot, isPending } from './find-slot.ts';

const outcomeOfEnd = {
  approved: 'passed',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  terminated: 'terminated',
} as const;

/**
 * The state after one event. Pure; `null` is the state before the first event, which is always `submitted`.
 * Takes events that `decide` made, in their order; any other event before `submitted` leaves `null`.
 */
export function apply(state: InstanceState | null, event: InstanceEvent): InstanceState | null {
  if (event.type === 'submitted') {
    return {
      status: 'running',
      suspended: false,
      applicant: event.applicant,
      submitter: event.by,
      form: event.form,
      chosen: event.chosen,
      cursor: null,
      visits: [],
      timers: [],
      timersMade: 0,
      urges: [],
      copied: [],
    };
  }
  return state && applyToSubmitted(state, event);
}

function applyToSubmitted(state: InstanceState, event: Exclude<InstanceEvent, { type: 'submitted' }>): InstanceState {
  switch (event.type) {
    case 'resubmitted': {
      const running = { ...state, status: 'running' as const, form: event.form, chosen: event.chosen };
      return withVisit(running, event.visit, (visit) => ({
        ...visit,
        state: 'passed',
        closed: { how: 'resubmitted', by: event.by, at: event.at },
        slots: visit.slots.map((slot) => ({ ...slot, state: 'handled', answer: { by: event.by, at: event.at } })),
      }));
    }
    case 'nodeEntered':
      return {
        ...state,
        status: event.visit.kind === 'start' ? 'returned' : state.status,
        cursor: { kind: 'at', visit: event.visit.number },
        visits: [...state.visits, { ...event.visit, state: 'open' }],
      };
    case 'slotsChanged':
      return withVisit(state, event.visit, (visit) => ({
        ...visit,
        slots: visit.slots.map((slot) => {
          if (event.opened.includes(slot.id)) {
            return { ...slot, state: 'open', episode: slot.episode + 1, openedAt: event.at, overdue: false };
          }
          if (event.paused.includes(slot.id)) return { ...slot, state: 'waiting' };
          return event.cancelled.includes(slot.id) ? { ...slot, state: 'cancelled' } : slot;
        }),
      }));
    case 'acted':
      return withSlot(state, event.slotId, (slot) => ({
        ...slot,
        state: event.outcome,
        answer: { by: event.by, at: event.at },
      }));
    case 'nodeLeft':
      return withVisit(state, event.visit, (visit) => ({
        ...visit,
        state: event.outcome,
        closed: { how: event.outcome, ...(event.by && { by: event.by }), at: event.at },
        slots: visit.slots.map(cancelPending),
      }));
    case 'takenBack': {
      const number = visitNumber(event.slotId);
      const cancelled = cancelVisits(state, number + 1, { how: 'takenBack', by: event.by, at: event.at });
      const reopened = withVisit(cancelled, number, ({ closed: _, ...visit }) => ({
        ...visit,
        state: 'open',
        slots: visit.slots.map((slot) => {
          if (slot.id === event.slotId) return unanswered(slot);
          return slot.state === 'cancelled' ? { ...slot, state: 'waiting' } : slot;
        }),
      }));
      return { ...reopened, cursor: { kind: 'at', visit: number } };
    }
    case 'transferred':
    case 'reassigned':
      return withSlot(state, event.slotId, (slot) => ({
        ...slot,
        person: event.to,
        deputies: event.deputies,
        chain: [...slot.chain, event.from],
        overdue: false,
        ...(slot.state === 'open' && { episode: slot.episode + 1, openedAt: event.at }),
      }));
    case 'approversAdded': {
      const [first] = event.slots;
      if (!first) return state;
      return withVisit(state, visitNumber(first.id), (visit) => {
        const adder = visit.slots.findIndex((slot) => slot.id === event.slotId);
        return { ...visit, slots: visit.slots.toSpliced(adder + 1, 0, ...event.slots) };
      });
    }
    case 'approverRemoved':
      return withVisit(state, visitNumber(event.slotId), (visit) => ({
        ...visit,
        slots: visit.slots.map((slot) => (event.removed.includes(slot.id) ? { ...slot, state: 'removed' } : slot)),
      }));
    case 'returned': {
      const target = event.to.kind === 'node' ? event.to.nodeId : undefined;
      const from = target
        ? state.visits.findLast((visit) => visit.nodeId === target && visit.state !== 'cancelled')?.number
        : undefined;
      return cancelVisits(state, from ?? 1, { how: 'returned', by: event.by, at: event.at });
    }
    case 'urged':
      return { ...state, urges: [...state.urges, event.urge] };
    case 'urgeAnswered':
      return {
        ...state,
        urges: state.urges.map((urge) =>
          urge.id === event.urgeId
            ? {
                ...urge,
                asked: urge.asked.map((one) => (one.slotId === event.slotId ? { ...one, answer: event.answer } : one)),
              }
            : urge,
        ),
      };
    case 'copied':
      return { ...state, copied: [...state.copied, ...event.people.filter((id) => !state.copied.includes(id))] };
    case 'timerSet': {
      const { timer } = event;
      const made = { ...state, timers: [...state.timers, timer], timersMade: state.timersMade + 1 };
      return withSlot(made, timer.slotId, (slot) => ({ ...slot, timed: timer.episode }));
    }
    case 'timerCancelled':
    case 'reminded':
      return withoutTimer(state, event.timerId);
    case 'overdue':
      return withSlot(withoutTimer(state, event.timerId), event.slotId, (slot) => ({ ...slot, overdue: true }));
    case 'suspended':
      return { ...state, suspended: true };
    case 'resumed': {
      // Timers stop with the suspension and are made anew: nobody is charged with the time in between.
      const resumed = { ...state, suspended: false };
      const number = state.cursor?.visit;
      if (number === undefined) return resumed;
      return withVisit(resumed, number, (visit) => ({
        ...visit,
        slots: visit.slots.map((slot) => (slot.state === 'open' ? { ...slot, episode: slot.episode + 1 } : slot)),
      }));
    }
    case 'ended': {
      const ended = {
        how: outcomeOfEnd[event.outcome],
        ...(event.by && { by: event.by }),
        at: event.at,
      };
      const last = state.visits.at(-1);
      const closed =
        last?.state === 'open'
          ? withVisit(state, last.number, (visit) => ({
              ...visit,
              state: 'cancelled',
              closed: ended,
              slots: [],
            }))
          : state;
      return { ...closed, status: event.outcome, suspended: false, cursor: null, ended };
    }
    case 'branchTaken':
    case 'commented':
      return state;
  }
}

function visitNumber(slotId: SlotId): number {
  return Number(slotId.split('.')[0]);
}

function withVisit(state: InstanceState, number: number, change: (visit: Visit) => Visit): InstanceState {
  return { ...state, visits: state.visits.map((visit) => (visit.number === number ? change(visit) : visit)) };
}

function withSlot(state: InstanceState, slotId: SlotId, change: (slot: Slot) => Slot): InstanceState {
  if (!findSlot(state, slotId)) return state;
  return withVisit(state, visitNumber(slotId), (visit) => ({
    ...visit,
    slots: visit.slots.map((slot) => (slot.id === slotId ? change(slot) : slot)),
  }));
}

function withoutTimer(state: InstanceState, timerId: string): InstanceState {
  return { ...state, timers: state.timers.filter((timer) => timer.id !== timerId) };
}

function cancelPending(slot: Slot): Slot {
  return isPending(slot) ? { ...slot, state: 'cancelled' } : slot;
}

function unanswered({ answer: _, ...slot }: Slot): Slot {
  return { ...slot, state: 'waiting' };
}

/** Cancels every visit from this number on; an earlier end of a visit keeps its place in the record. */
function cancelVisits(state: InstanceState, from: number, closed: NonNullable<Visit['closed']>): InstanceState {
  return {
    ...state,
    visits: state.visits.map((visit) =>
      visit.number >= from && visit.state !== 'cancelled' ? { ...visit, state: 'cancelled', closed, slots: [] } : visit,
    ),
  };
}
