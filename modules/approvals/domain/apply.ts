import type { Closing, InstanceState, Scope, Slot, SlotId, Visit } from '../contract/instance.ts';
import type { EventOf, InstanceEvent } from '../contract/instance-event.ts';
import { findSlot, isPending, isWithin, openVisits, positionOf, visitOf } from './cursor-tree.ts';

const outcomeOfEnd = {
  approved: 'passed',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  terminated: 'terminated',
  revoked: 'revoked',
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
      ...(event.effectiveOn !== undefined && { effectiveOn: event.effectiveOn }),
      ...(event.urgent !== undefined && { urgent: event.urgent }),
      visits: [],
      timers: [],
      timersMade: 0,
      urges: [],
      copied: [],
      duties: [],
    };
  }
  return state && applyToSubmitted(state, event);
}

function applyToSubmitted(state: InstanceState, event: Exclude<InstanceEvent, { type: 'submitted' }>): InstanceState {
  switch (event.type) {
    case 'resubmitted': {
      const running = { ...withForm(state, event), status: 'running' as const, chosen: event.chosen };
      return withVisit(running, event.visit, (visit) => ({
        ...visit,
        state: 'passed',
        closed: { how: 'resubmitted', by: event.by, at: event.at },
        slots: visit.slots.map((slot) => ({ ...slot, state: 'handled', answer: { by: event.by, at: event.at } })),
      }));
    }
    case 'formEdited':
      return withForm(state, event);
    case 'nodeEntered':
      return {
        ...state,
        status: event.visit.kind === 'start' ? 'returned' : state.status,
        visits: [...state.visits, { ...event.visit, state: 'open' }],
      };
    case 'branchArrived':
      return withBranch(state, event.in, { id: event.in.branch, state: 'arrived' });
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
      return acted(state, event);
    case 'lapsed':
      return withSlot(withoutTimer(state, event.timerId), event.slotId, (slot) => ({
        ...slot,
        state: event.outcome,
        overdue: true,
      }));
    case 'claimed':
      return withVisit(state, visitNumber(event.slotId), (visit) => ({ ...visit, claimed: event.slotId }));
    case 'putBack':
      return withVisit(state, visitNumber(event.slotId), ({ claimed: _, ...visit }) => visit);
    case 'nodeLeft':
      return nodeLeft(state, event);
    case 'takenBack': {
      const closed = { how: 'takenBack', by: event.by, at: event.at } as const;
      const undone = withoutDuty(reopen(cancel(state, event.cancelled, closed), event.reopened), event.slotId);
      return withVisit(undone, visitNumber(event.slotId), ({ closed: _, ...visit }) => ({
        ...visit,
        state: 'open',
        slots: visit.slots.map((slot) => {
          if (slot.id === event.slotId) return unanswered(slot);
          return slot.state === 'cancelled' ? { ...slot, state: 'waiting' } : slot;
        }),
      }));
    }
    case 'transferred':
      return withOwner(state, event, event.from);
    case 'reassigned':
      return withOwner(state, event, event.from);
    case 'passedUp':
      return withOwner(withDuty(state, event), event, event.for);
    case 'delegated':
      return withNewSlots(state, event.slotId, [event.slot]);
    case 'deputiesSet':
      return withSlot(state, event.slotId, (slot) => ({ ...slot, deputies: event.deputies }));
    case 'approversAdded':
      return withNewSlots(state, event.slotId, event.slots);
    case 'approverRemoved':
      return withVisit(state, visitNumber(event.slotId), (visit) => ({
        ...visit,
        slots: visit.slots.map((slot) => (event.removed.includes(slot.id) ? { ...slot, state: 'removed' } : slot)),
      }));
    case 'returned': {
      const closed = { how: 'returned', ...(event.by && { by: event.by }), at: event.at } as const;
      return reopen(cancel(state, event.cancelled, closed), event.reopened);
    }
    case 'jumped': {
      const cancelled = cancel(state, event.cancelled, { how: 'jumped', by: event.by, at: event.at });
      return { ...reopen(cancelled, event.reopened), status: 'running' };
    }
    case 'called':
      return withVisit(state, event.visit, (visit) => ({
        ...visit,
        call: { attempt: event.attempt, state: 'waiting' },
      }));
    case 'callAnswered':
      return withVisit(withoutTimer(state, event.timerId), event.visit, (visit) => ({
        ...visit,
        call: { attempt: event.attempt, state: event.ok ? 'done' : 'failed' },
      }));
    case 'childEnded':
      return withVisit(state, visitNumber(event.childId), (visit) => ({
        ...visit,
        children: visit.children?.map((child) =>
          child.id === event.childId ? { ...child, state: event.outcome } : child,
        ),
      }));
    case 'childrenWoken':
      return withVisit(state, event.visit, (visit) => ({
        ...visit,
        children: visit.children?.map((child) =>
          event.children.includes(child.id) ? { ...child, attempt: child.attempt + 1, state: 'running' } : child,
        ),
      }));
    case 'delayOver':
      return withoutTimer(state, event.timerId);
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
      return 'slotId' in timer ? withSlot(made, timer.slotId, (slot) => ({ ...slot, timed: timer.episode })) : made;
    }
    case 'timerCancelled':
    case 'reminded':
      return withoutTimer(state, event.timerId);
    case 'overdue':
      return withSlot(withoutTimer(state, event.timerId), event.slotId, (slot) => ({ ...slot, overdue: true }));
    case 'objected':
      return { ...state, objectedAt: event.at };
    case 'outcomeRecorded': {
      const { slotId, by, at } = event;
      if (slotId === undefined) return { ...state, outcomeAt: at };
      const duties = state.duties.map((duty) => (duty.slotId === slotId ? { ...duty, done: { by, at } } : duty));
      return { ...state, duties };
    }
    case 'revocationAsked': {
      const { ended, ...rest } = state;
      return ended ? { ...rest, status: 'revoking', revoking: { by: event.by, approved: ended } } : state;
    }
    case 'revocationDropped': {
      const { revoking, ...rest } = closeAll(state, event.how, event);
      return revoking ? { ...rest, status: 'approved', suspended: false, ended: revoking.approved } : state;
    }
    case 'suspended':
      return { ...state, suspended: true };
    case 'resumed':
      // Timers stop with the suspension and are made anew: nobody is charged with the time in between.
      return {
        ...state,
        suspended: false,
        visits: state.visits.map((visit) =>
          visit.state === 'open' && visit.slots.length > 0
            ? {
                ...visit,
                slots: visit.slots.map((slot) =>
                  slot.state === 'open' ? { ...slot, episode: slot.episode + 1 } : slot,
                ),
              }
            : visit,
        ),
      };
    case 'ended': {
      const how = outcomeOfEnd[event.outcome];
      const { revoking: _, ...rest } = closeAll(state, how, event);
      return {
        ...rest,
        status: event.outcome,
        suspended: false,
        duties: event.outcome === 'approved' ? state.duties : state.duties.filter((duty) => duty.done),
        ended: { how, ...(event.by && { by: event.by }), at: event.at },
        ...(event.outcomeWanted && { outcomeWanted: event.outcomeWanted }),
      };
    }
    case 'branchTaken':
    case 'wentTo':
    case 'commented':
    case 'migrated':
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

/** The slots of one adding, after who added them. */
function withNewSlots(state: InstanceState, adderId: SlotId, slots: readonly Slot[]): InstanceState {
  return withVisit(state, visitNumber(adderId), (visit) => {
    const adder = visit.slots.findIndex((slot) => slot.id === adderId);
    return { ...visit, slots: visit.slots.toSpliced(adder + 1, 0, ...slots) };
  });
}

function withOwner(
  state: InstanceState,
  event: { slotId: SlotId; to: string; deputies: string[]; at: string },
  from: string,
): InstanceState {
  return withSlot(state, event.slotId, (slot) => ({
    ...slot,
    person: event.to,
    deputies: event.deputies,
    chain: [...slot.chain, from],
    overdue: false,
    ...(slot.state === 'open' && { episode: slot.episode + 1, openedAt: event.at }),
  }));
}

function withForm(state: InstanceState, event: { form: number; effectiveOn?: string | undefined }): InstanceState {
  const { effectiveOn: _, ...rest } = state;
  return { ...rest, form: event.form, ...(event.effectiveOn !== undefined && { effectiveOn: event.effectiveOn }) };
}

function acted(state: InstanceState, event: EventOf<'acted'>): InstanceState {
  const answered = withSlot(withDuty(state, event), event.slotId, (slot) => ({
    ...slot,
    state: event.outcome,
    answer: { by: event.by, at: event.at },
  }));
  return event.chosen ? { ...answered, chosen: { ...state.chosen, ...event.chosen } } : answered;
}

function withDuty(state: InstanceState, event: EventOf<'acted'> | EventOf<'passedUp'>): InstanceState {
  const { slotId, opinion } = event;
  if (!opinion?.executor) return state;
  const duty = { slotId, executor: opinion.executor, ...(opinion.deadline && { deadline: opinion.deadline }) };
  return { ...state, duties: [...state.duties.filter((one) => one.slotId !== slotId), duty] };
}

function withoutDuty(state: InstanceState, slotId: SlotId): InstanceState {
  return { ...state, duties: state.duties.filter((duty) => duty.slotId !== slotId) };
}

function withoutTimer(state: InstanceState, timerId: string | undefined): InstanceState {
  return { ...state, timers: state.timers.filter((timer) => timer.id !== timerId) };
}

function withBranch(state: InstanceState, scope: Scope, branch: NonNullable<Visit['branches']>[number]): InstanceState {
  return withVisit(state, scope.visit, (visit) => ({
    ...visit,
    branches: visit.branches?.map((one) => (one.id === scope.branch ? branch : one)),
  }));
}

/** A fork that is left cancels what is still under way in it, and remembers where that stood. */
function nodeLeft(state: InstanceState, event: EventOf<'nodeLeft'>): InstanceState {
  const { visit: number, outcome, by, at } = event;
  const fork = visitOf(state, number);
  const branches = fork?.branches?.map((branch) => {
    if (branch.state !== 'running') return branch;
    const stood = positionOf(state, { visit: number, branch: branch.id });
    return { id: branch.id, state: 'cancelled' as const, ...(stood && { at: stood }) };
  });
  const inside = fork?.branches
    ? openVisits(state).filter((visit) =>
        fork.branches?.some(({ id }) => isWithin(state, visit, { visit: number, branch: id })),
      )
    : [];
  const cancelled = cancel(
    state,
    inside.map((visit) => visit.number),
    { how: 'joined', ...(by && { by }), at },
  );
  return withVisit(cancelled, number, (visit) => ({
    ...visit,
    state: outcome,
    closed: { how: outcome, ...(by && { by }), at },
    slots: visit.slots.map(cancelPending),
    ...(branches && { branches }),
  }));
}

function cancelPending(slot: Slot): Slot {
  return isPending(slot) ? { ...slot, state: 'cancelled' } : slot;
}

function unanswered({ answer: _, ...slot }: Slot): Slot {
  return { ...slot, state: 'waiting' };
}

/** Cancels these visits; an earlier end of one keeps its place in the record. What they held is in the events. */
function cancel(state: InstanceState, numbers: readonly number[], closed: Closing): InstanceState {
  if (numbers.length === 0) return state;
  const wanted = new Set(numbers);
  const isGone = (visit: Visit) => wanted.has(visit.number) && visit.state !== 'cancelled';
  const gone = new Set(state.visits.filter(isGone).map((visit) => visit.number));
  return {
    ...state,
    visits: state.visits.map((visit) => (gone.has(visit.number) ? cancelledVisit(visit, closed) : visit)),
    duties: state.duties.filter((duty) => !gone.has(visitNumber(duty.slotId))),
  };
}

function cancelledVisit({ number, nodeId, kind, via, form, in: scope }: Visit, closed: Closing): Visit {
  return { number, nodeId, kind, via, form, state: 'cancelled', ...(scope && { in: scope }), closed, slots: [] };
}

/** Branches that are under way again, and with them their forks. */
function reopen(state: InstanceState, scopes: readonly Scope[]): InstanceState {
  return scopes.reduce((reopened, scope) => {
    const running = withBranch(reopened, scope, { id: scope.branch, state: 'running' });
    return withVisit(running, scope.visit, ({ closed: _, ...visit }) => ({ ...visit, state: 'open' }));
  }, state);
}

/** Everything that is open, with the request. */
function closeAll(state: InstanceState, how: Closing['how'], event: { by?: string | undefined; at: string }) {
  return cancel(
    state,
    openVisits(state).map((visit) => visit.number),
    { how, ...(event.by && { by: event.by }), at: event.at },
  );
}
