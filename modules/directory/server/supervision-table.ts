import { type QueryExecutorProvider, sql } from 'kysely';
import type { ValidityTable } from './sync-links.ts';

export const supervisionTable: ValidityTable = {
  name: 'directory.supervision',
  owner: 'person_id',
  columns: { supervisor_id: 'uuid' },
};

/** One at a time changes who reports to whom, so that two changes can't close a circle together. Held until the commit. */
export async function lockSupervision(db: QueryExecutorProvider): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('directory.supervision', 0))`.execute(db);
}

/** The supervisors of a person now, nearest first; stops where a circle would begin. */
export async function supervisorsAbove(db: QueryExecutorProvider, personIds: readonly string[], levels: number) {
  const { rows } = await sql<{ person_id: string; supervisor_id: string; level: number }>`
    with recursive up as (
      select person_id as start, supervisor_id, 1 as level from directory.supervision
      where person_id = any(${sql.val(personIds)}::uuid[]) and valid_to is null
      union all
      select up.start, s.supervisor_id, up.level + 1 from up
      join directory.supervision s on s.person_id = up.supervisor_id and s.valid_to is null
      where up.level < ${levels}
    )
    select start as person_id, supervisor_id, level from up order by start, level`.execute(db);
  return rows;
}
