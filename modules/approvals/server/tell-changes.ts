import type { CommandContext } from '#kernel/server/context.ts';
import { callsAsked } from '../contract/call-events.ts';
import * as contract from '../contract/events.ts';
import { openOutside } from '../domain/open-tasks.ts';
import { outcomesMissing } from '../domain/outcomes-missing.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { askedOutside } from './calls/asked-outside.ts';
import type { HeldTask, RequestChanges } from './request-changes.ts';
import type { Step } from './save-step.ts';
import type { LimitInput } from './timers/limit-timer.ts';

/** Puts what a step did into the event log, for other modules and for the screens of those concerned. */
export function tellChanges(
  context: Pick<CommandContext<ApprovalsTables>, 'emit'>,
  step: Step,
  changes: RequestChanges,
  limit: LimitInput | undefined,
): void {
  const { request, state, events } = step;
  const which = { requestId: request.id, kind: request.kind.name };
  const { applicantId, employerId, number } = request;
  const concerned = [...new Set([...request.concerned, ...changes.parts.map((part) => part.person_id)])].sort();
  const by = events.map((event) => ('by' in event ? event.by : undefined)).find((one) => one !== undefined) ?? null;
  if (step.created) {
    const { submitterId } = step.created;
    context.emit(contract.requestSubmitted, { ...which, applicantId, submitterId, employerId, concerned });
  }
  for (const { openedAt: _, taskKind: __, ...task } of bySlot(changes.closed))
    context.emit(contract.taskClosed, { ...which, ...task, by });
  for (const { openedAt, ...task } of bySlot(changes.opened)) {
    context.emit(contract.taskOpened, {
      ...which,
      ...task,
      applicantId,
      at: openedAt,
      urgent: state.urgent !== undefined,
    });
  }
  const holdersOf = (slotId: string) => {
    const slot = state.visits.flatMap((visit) => visit.slots).find((one) => one.id === slotId);
    return { slotId, personId: slot?.person ?? '', holders: slot ? [slot.person, ...slot.deputies] : [] };
  };
  for (const event of events) {
    switch (event.type) {
      case 'urged': {
        const { id: urgeId, channel, happenedAt, asked } = event.urge;
        context.emit(contract.urged, {
          ...which,
          urgeId,
          channel,
          happenedAt,
          by: event.urge.by,
          asked: asked.map(({ slotId, person }) => ({ slotId, personId: person })),
        });
        break;
      }
      case 'urgeAnswered': {
        const { urgeId, slotId, answer } = event;
        const to = state.urges.find((urge) => urge.id === urgeId)?.by ?? applicantId;
        context.emit(contract.urgeAnswered, { ...which, urgeId, slotId, by: event.by, answer, to });
        break;
      }
      case 'commented':
        context.emit(contract.commented, { ...which, by: event.by, mentions: event.mentions, concerned });
        break;
      case 'copied':
        context.emit(contract.copied, { ...which, personIds: event.people });
        break;
      case 'reminded':
        context.emit(contract.reminded, { ...which, ...holdersOf(event.slotId), count: event.count });
        break;
      case 'overdue':
      case 'lapsed': {
        if (!limit) break;
        const slot = state.visits.flatMap((visit) => visit.slots).find((one) => one.id === event.slotId);
        context.emit(contract.taskOverdue, {
          ...which,
          ...holdersOf(event.slotId),
          number,
          applicantId,
          employerId,
          openedAt: slot?.openedAt ?? limit.deliveredAt,
          deliveredAt: limit.deliveredAt,
          dueAt: limit.dueAt,
          limit: limit.after,
          unknownYears: limit.unknownYears,
          urges: state.urges
            .filter((urge) => urge.asked.some((one) => one.slotId === event.slotId))
            .map(({ id, channel, at, happenedAt }) => ({ id, channel, at, happenedAt })),
        });
        break;
      }
      case 'objected':
        context.emit(contract.submissionObjected, { ...which, by: event.by, submitterId: state.submitter });
        break;
      case 'outcomeRecorded': {
        const missing = outcomesMissing(request.definition, state);
        context.emit(contract.outcomeRecorded, {
          ...which,
          slotId: event.slotId ?? null,
          by: event.by,
          complete: missing.duties.length === 0 && !missing.whole,
          concerned,
        });
        break;
      }
      case 'ended':
        context.emit(contract.requestEnded, {
          ...which,
          number,
          applicantId,
          employerId,
          outcome: event.outcome,
          by: event.by ?? null,
          at: event.at,
          concerned,
        });
        break;
      default:
    }
  }
  for (const child of wantedChildren(step)) context.emit(contract.childWanted, { ...which, ...child });
  const asked = askedOutside(events);
  if (asked.calls.length > 0 || asked.deadlines.length > 0)
    context.emit(callsAsked, { requestId: request.id, ...asked });
  const revision = request.revision + events.length;
  context.emit(contract.requestChanged, { ...which, employerId, revision, status: state.status, concerned });
}

interface ChildChange {
  readonly childId: string;
  readonly attempt: number;
  readonly wanted: boolean;
}

/** Children to be begun, and those under way that nobody waits for any more. */
function wantedChildren({ request, created, events, state }: Step): ChildChange[] {
  const begun = events.flatMap((event): ChildChange[] => {
    if (event.type === 'nodeEntered') {
      return (event.visit.children ?? []).map(({ id, attempt }) => ({ childId: id, attempt, wanted: true }));
    }
    if (event.type !== 'childrenWoken') return [];
    const children = state.visits.find((visit) => visit.number === event.visit)?.children ?? [];
    return children
      .filter(({ id }) => event.children.includes(id))
      .map(({ id, attempt }) => ({ childId: id, attempt, wanted: true }));
  });
  if (created) return begun;
  const still = new Set(openOutside(state).children.map((child) => child.childId));
  const ended = new Set(events.flatMap((event) => (event.type === 'childEnded' ? [event.childId] : [])));
  const gone = openOutside(request.state)
    .children.filter(({ childId }) => !still.has(childId) && !ended.has(childId))
    .map(({ childId, attempt }) => ({ childId, attempt, wanted: false }));
  return [...begun, ...gone];
}

/** One entry per slot, with everybody who holds it. */
function bySlot(tasks: readonly HeldTask[]) {
  const slots = new Map<string, Omit<HeldTask, 'holderId' | 'principalId'> & { personId: string; holders: string[] }>();
  for (const { slotId, principalId, openedAt, holderId, taskKind } of tasks) {
    const known = slots.get(slotId);
    if (known) known.holders.push(holderId);
    else slots.set(slotId, { slotId, personId: principalId, openedAt, taskKind, holders: [holderId] });
  }
  return [...slots.values()];
}
