import { z } from 'zod';
import type { EvidenceEnvelope } from '#kernel/server/chain/record-evidence.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import { changesOf } from './request-changes.ts';
import type { SealedTimes } from './seal-times.ts';

/** A row of `approvals.task` as PostgreSQL writes it as JSON. */
export interface TaskRow {
  readonly slot_id: string;
  readonly holder_id: string;
  readonly principal_id: string;
  readonly kind: string;
  readonly task_kind: string;
  readonly opened_at: string;
  readonly delivered_at: string | null;
  readonly due_at: string | null;
  readonly overdue: boolean;
  readonly urged_at: string | null;
}

/** A row of `approvals.done`. */
export interface DoneRow {
  readonly person_id: string;
  readonly slot_id: string;
  readonly at: string;
  readonly outcome: string;
}

/** A row that isn't what the events make it: which, and what of it differs. */
export interface RowProblem {
  readonly seq: 0;
  readonly what: 'taskMissing' | 'taskAdded' | 'taskChanged' | 'doneMissing' | 'doneAdded' | 'doneChanged';
  /** Task and person, and for a changed row its columns: `1.1 <person id> due_at`. */
  readonly where: string;
}

const sealedTimes = z.object({
  revision: z.int(),
  times: z.array(
    z.object({
      slotId: z.string(),
      holderId: z.string(),
      deliveredAt: z.string().optional(),
      dueAt: z.string().nullable().optional(),
    }),
  ),
}) satisfies z.ZodType<SealedTimes>;

type Wanted = Omit<TaskRow, 'kind'> & { readonly revision: number };

/** The rows that lists are read from, made again from what happened, step by step, as they were written. */
export class ListRows {
  readonly #tasks = new Map<string, Wanted>();
  readonly #done = new Map<string, DoneRow>();

  /** `revision`: after the step. */
  add(before: InstanceState | null, events: readonly InstanceEvent[], state: InstanceState, revision: number): void {
    const { opened, closed, marked, undone, dealt } = changesOf(before, events, state, []);
    for (const { slotId, holderId } of closed) this.#tasks.delete(`${slotId} ${holderId}`);
    for (const { slot_id, holder_id, ...mark } of marked) {
      const key = `${slot_id} ${holder_id}`;
      const task = this.#tasks.get(key);
      if (task) this.#tasks.set(key, { ...task, ...mark, urged_at: mark.urged_at ?? task.urged_at });
    }
    for (const { slotId, holderId, principalId, taskKind, openedAt } of opened) {
      this.#tasks.set(`${slotId} ${holderId}`, {
        slot_id: slotId,
        holder_id: holderId,
        principal_id: principalId,
        task_kind: taskKind,
        opened_at: openedAt,
        delivered_at: null,
        due_at: null,
        overdue: false,
        urged_at: null,
        revision,
      });
    }
    for (const slotId of undone) {
      for (const [key, { slot_id }] of this.#done) if (slot_id === slotId) this.#done.delete(key);
    }
    for (const row of dealt) this.#done.set(`${row.slot_id} ${row.person_id}`, row);
  }

  /**
   * What of these rows differs. `times`: the sealed records of when tasks were delivered and due, oldest first; undefined where
   * some of them were erased, then those columns prove nothing.
   */
  problems(
    kind: string,
    tasks: readonly TaskRow[],
    done: readonly DoneRow[],
    times: readonly EvidenceEnvelope[] | undefined,
  ): RowProblem[] {
    for (const envelope of times ?? []) this.#addTimes(sealedTimes.parse(envelope.record));
    const wanted = [...this.#tasks].map(([key, { revision: _, ...task }]) => {
      if (times) return [key, { ...task, kind }] as const;
      const { delivered_at: _delivered, due_at: _due, ...proved } = task;
      return [key, { ...proved, kind }] as const;
    });
    return [
      ...differences('task', new Map(wanted), new Map(tasks.map((row) => [`${row.slot_id} ${row.holder_id}`, row]))),
      ...differences('done', this.#done, new Map(done.map((row) => [`${row.slot_id} ${row.person_id}`, row]))),
    ];
  }

  #addTimes({ revision, times }: SealedTimes): void {
    for (const { slotId, holderId, deliveredAt, dueAt } of times) {
      const key = `${slotId} ${holderId}`;
      const task = this.#tasks.get(key);
      // Of a task that was closed since, or opened anew.
      if (!task || revision < task.revision) continue;
      this.#tasks.set(key, {
        ...task,
        ...(deliveredAt !== undefined && { delivered_at: deliveredAt }),
        ...(dueAt !== undefined && { due_at: dueAt }),
      });
    }
  }
}

function differences(
  what: 'task' | 'done',
  wanted: ReadonlyMap<string, object>,
  found: ReadonlyMap<string, object>,
): RowProblem[] {
  const problems: RowProblem[] = [];
  for (const [key, row] of wanted) {
    const stored = found.get(key) as Readonly<Record<string, unknown>> | undefined;
    if (!stored) problems.push({ seq: 0, what: `${what}Missing`, where: key });
    else {
      const columns = Object.entries(row).flatMap(([column, value]) =>
        sameValue(value, stored[column]) ? [] : [column],
      );
      if (columns.length > 0) problems.push({ seq: 0, what: `${what}Changed`, where: [key, ...columns].join(' ') });
    }
  }
  for (const key of found.keys()) if (!wanted.has(key)) problems.push({ seq: 0, what: `${what}Added`, where: key });
  return problems;
}

const instantLike = /^\d{4}-\d\d-\d\d[T ]/;

/** Two values of a column; instants in whatever form, to the microsecond that PostgreSQL keeps. */
export function sameValue(wanted: unknown, stored: unknown): boolean {
  if (typeof wanted === 'string' && typeof stored === 'string' && instantLike.test(wanted) && instantLike.test(stored))
    return microseconds(wanted) === microseconds(stored);
  return (wanted ?? null) === (stored ?? null);
}

const microseconds = (text: string): string =>
  Temporal.Instant.from(text).round({ smallestUnit: 'microsecond' }).toString();
