import type { Duty, InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { type OpenTask, openDuties, openTasks } from '../domain/open-tasks.ts';

/** A task as one of those who may answer it has it. */
export interface HeldTask {
  readonly slotId: string;
  readonly holderId: string;
  readonly principalId: string;
  readonly taskKind: OpenTask['kind'] | 'outcome';
  readonly openedAt: string;
}

/** What a step changes in the tables that lists are read from. */
export interface RequestChanges {
  readonly opened: readonly HeldTask[];
  readonly closed: readonly HeldTask[];
  /** Tasks that stay, with what is shown of them. */
  readonly marked: readonly {
    slot_id: string;
    holder_id: string;
    principal_id: string;
    overdue: boolean;
    urged_at: string | null;
  }[];
  readonly undone: readonly string[];
  readonly dealt: readonly { person_id: string; slot_id: string; at: string; outcome: string }[];
  readonly parts: readonly { person_id: string; part: string; sees_all: boolean }[];
}

/** What waits: for an answer, and, once it is approved, for what an opinion made somebody's duty, or the flow the applicant's. */
function heldTasks(state: InstanceState, at: string): Map<string, HeldTask> {
  const duties = state.status === 'approved' ? [...openDuties(state), ...outcomeOfWhole(state)] : [];
  return new Map([
    ...duties.map(({ slotId: of, executor }): [string, HeldTask] => {
      const slotId = dutyTask(of);
      const task = { slotId, holderId: executor, principalId: executor, taskKind: 'outcome' as const, openedAt: at };
      return [`${executor} ${slotId}`, task];
    }),
    ...heldSlots(openTasks(state), at),
  ]);
}

/** The slot in whose name the applicant says what came of the whole: no visit has this number. */
const wholeSlot = '0.0';

const outcomeOfWhole = ({ outcomeWanted, outcomeAt, applicant }: InstanceState): Pick<Duty, 'slotId' | 'executor'>[] =>
  outcomeWanted && outcomeAt === undefined ? [{ slotId: wholeSlot, executor: applicant }] : [];

/** The task of whom an opinion names: `1.1` gives `1.1d`. */
export const dutyTask = (slotId: string): string => `${slotId}d`;

function heldSlots(tasks: readonly OpenTask[], at: string): Map<string, HeldTask> {
  return new Map(
    tasks.flatMap((task) =>
      [...new Set([task.person, ...task.deputies])].map((holderId) => [
        // A task that was opened anew (taken back, resumed after a pause) is the same row of the same holder.
        `${holderId} ${task.slotId}`,
        {
          slotId: task.slotId,
          holderId,
          principalId: task.person,
          taskKind: task.kind,
          openedAt: task.openedAt ?? at,
        },
      ]),
    ),
  );
}

/** Compares the tasks before and after, and reads the rest off the events. `from`: the state before; null for a new request. */
export function changesOf(
  from: InstanceState | null,
  events: readonly InstanceEvent[],
  state: InstanceState,
  copiesSeeAll: readonly string[],
): RequestChanges {
  const at = events[0]?.at ?? '';
  const before = from ? heldTasks(from, at) : new Map<string, HeldTask>();
  const now = openTasks(state);
  const after = heldTasks(state, at);
  const opened = [...after].filter(([key]) => !before.has(key)).map(([, task]) => task);
  const urged = new Map(
    events.flatMap((event) =>
      event.type === 'urged' ? event.urge.asked.map((one) => [one.slotId, event.at] as const) : [],
    ),
  );
  return {
    opened,
    closed: [...before].filter(([key]) => !after.has(key)).map(([, task]) => task),
    // Only rows that stay: a row that one statement both changes and deletes may do either.
    marked: now
      .filter(({ slotId }) => events.some((event) => 'slotId' in event && event.slotId === slotId) || urged.has(slotId))
      .flatMap(({ slotId, overdue }) =>
        [...after]
          .filter(([key, task]) => task.slotId === slotId && before.has(key))
          .map(([, { holderId, principalId }]) => ({
            slot_id: slotId,
            holder_id: holderId,
            // Of a deputy who stays, the task may be another's now.
            principal_id: principalId,
            overdue,
            urged_at: urged.get(slotId) ?? null,
          })),
      ),
    undone: events.flatMap((event) => (event.type === 'takenBack' ? [event.slotId] : [])),
    dealt: events.flatMap(dealtWith),
    parts: uniqueParts([
      ...(from === null
        ? [
            { person_id: state.applicant, part: 'applicant', sees_all: true },
            ...(state.submitter === state.applicant
              ? []
              : [{ person_id: state.submitter, part: 'submitter', sees_all: true }]),
          ]
        : []),
      ...opened.map(({ holderId, taskKind }) => ({
        person_id: holderId,
        part: taskKind === 'outcome' ? 'executor' : 'approver',
        sees_all: true,
      })),
      ...events.flatMap((event) => invitedBy(event, copiesSeeAll)),
    ]),
  };
}

function dealtWith(event: InstanceEvent): RequestChanges['dealt'] {
  switch (event.type) {
    case 'acted':
      return [{ person_id: event.by, slot_id: event.slotId, at: event.at, outcome: event.outcome }];
    case 'returned':
      // A reject that returns by the node's rule was counted with the reject.
      return event.evidence && event.by
        ? [{ person_id: event.by, slot_id: event.slotId, at: event.at, outcome: 'returned' }]
        : [];
    case 'transferred':
      return [{ person_id: event.by, slot_id: event.slotId, at: event.at, outcome: 'transferred' }];
    case 'delegated':
    case 'passedUp':
      return [{ person_id: event.by, slot_id: event.slotId, at: event.at, outcome: event.type }];
    case 'outcomeRecorded':
      return event.slotId === undefined
        ? []
        : [{ person_id: event.by, slot_id: dutyTask(event.slotId), at: event.at, outcome: event.type }];
    case 'resubmitted':
      return [{ person_id: event.by, slot_id: `${event.visit}.1`, at: event.at, outcome: 'resubmitted' }];
    default:
      return [];
  }
}

function invitedBy(event: InstanceEvent, copiesSeeAll: readonly string[]): RequestChanges['parts'] {
  if (event.type === 'commented') {
    return event.mentions.map((person_id) => ({ person_id, part: 'mentioned', sees_all: false }));
  }
  if (event.type !== 'copied') return [];
  return event.people.map((person_id) => ({
    person_id,
    part: 'copied',
    sees_all: event.found.some(
      ({ rule, people }) => rule.kind === 'role' && copiesSeeAll.includes(rule.role) && people.includes(person_id),
    ),
  }));
}

function uniqueParts(parts: RequestChanges['parts']): RequestChanges['parts'] {
  const byKey = new Map<string, RequestChanges['parts'][number]>();
  for (const part of parts) {
    const key = `${part.person_id} ${part.part}`;
    byKey.set(key, { ...part, sees_all: part.sees_all || (byKey.get(key)?.sees_all ?? false) });
  }
  return [...byKey.values()];
}
