import { type QueryExecutorProvider, sql } from 'kysely';
import { syncLinks, type ValidityTable } from './sync-links.ts';

const headshipTable: ValidityTable = {
  name: 'directory.headship',
  owner: 'department_id',
  columns: { person_id: 'uuid', rank: 'int' },
};

/** Heads of departments now, in order. Departments without a head are missing. */
export async function headsOf(
  db: QueryExecutorProvider,
  departmentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ department_id: string; person_id: string }>`
    select department_id, person_id from directory.headship
    where department_id = any(${sql.val(departmentIds)}::uuid[]) and valid_to is null order by department_id, rank`.execute(
    db,
  );
  const heads = new Map<string, string[]>();
  for (const row of rows) heads.set(row.department_id, [...(heads.get(row.department_id) ?? []), row.person_id]);
  return heads;
}

/** Sets the heads of these departments from this day on, first one first. */
export async function setHeads(
  db: QueryExecutorProvider,
  heads: ReadonlyMap<string, readonly string[]>,
  day: string,
): Promise<void> {
  await syncLinks(db, headshipTable, {
    owners: [...heads.keys()],
    wanted: [...heads].flatMap(([department_id, people]) =>
      people.map((person_id, rank) => ({ department_id, person_id, rank })),
    ),
    day,
  });
}
