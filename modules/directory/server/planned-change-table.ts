import { type QueryExecutorProvider, sql } from 'kysely';

/** A change that waits for its day. */
export interface PlannedChange {
  id: string;
  kind: 'changePerson' | 'markLeft' | 'changeDepartment';
  person_id: string | null;
  department_id: string | null;
  on_day: string;
  change: unknown;
  state: 'waiting' | 'done' | 'failed' | 'withdrawn';
}

/** One planned change, locked until the commit. */
export async function loadPlannedChange(
  db: QueryExecutorProvider,
  plannedChangeId: string,
): Promise<PlannedChange | undefined> {
  const { rows } = await sql<PlannedChange>`
    select id, kind, person_id, department_id, on_day, change, state from directory.planned_change
    where id = ${plannedChangeId}::uuid for update`.execute(db);
  return rows[0];
}

/** Keeps a change for its day. */
export async function insertPlannedChange(
  db: QueryExecutorProvider,
  planned: Omit<PlannedChange, 'state'> & { made_at: string; made_by: string | null },
): Promise<void> {
  const { id, kind, person_id, department_id, on_day, change, made_at, made_by } = planned;
  await sql`
    insert into directory.planned_change (id, kind, person_id, department_id, on_day, change, state, made_at, made_by)
    values (${id}, ${kind}, ${person_id}, ${department_id}, ${on_day}, ${JSON.stringify(change)}, 'waiting', ${made_at},
      ${made_by})`.execute(db);
}

/** Says what became of a planned change. */
export async function settlePlannedChange(
  db: QueryExecutorProvider,
  plannedChangeId: string,
  state: 'done' | 'withdrawn' | 'failed',
  failureCode: string | null = null,
): Promise<void> {
  await sql`
    update directory.planned_change set state = ${state}, failure_code = ${failureCode}
    where id = ${plannedChangeId}::uuid`.execute(db);
}
