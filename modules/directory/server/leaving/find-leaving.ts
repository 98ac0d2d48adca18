import { type QueryExecutorProvider, sql } from 'kysely';
import { leavePlan } from '../leave-plan.ts';

/** Somebody's leaving that waits for its day. */
export interface Leaving {
  readonly plannedChangeId: string;
  /** First day that the person is gone. */
  readonly onDay: string;
  readonly lastDay: string;
  /** Named for everything that has no successor of its own. */
  readonly successorId: string | null;
  /** Line → successor. */
  readonly named: ReadonlyMap<string, string>;
}

/** The leaving of a person that waits, with the successors named for it; undefined: none. */
export async function findLeaving(
  db: QueryExecutorProvider,
  personId: string,
  lock?: 'update',
): Promise<Leaving | undefined> {
  const { rows } = await sql<{ id: string; on_day: string; change: unknown }>`
    select id, on_day, change from directory.planned_change
    where person_id = ${personId}::uuid and kind = 'markLeft' and state = 'waiting' ${sql.raw(lock ? 'for update' : '')}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { lastDay, successorId } = leavePlan.parse(row.change);
  return { plannedChangeId: row.id, onDay: row.on_day, lastDay, successorId, named: await namedLines(db, row.id) };
}

/** Successors of single lines, named for a planned leaving. */
export async function namedLines(db: QueryExecutorProvider, plannedChangeId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ line: string; successor_id: string }>`
    select line, successor_id from directory.successor where planned_change_id = ${plannedChangeId}::uuid`.execute(db);
  return new Map(rows.map((row) => [row.line, row.successor_id]));
}
