import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { syncLinks, type ValidityTable } from './sync-links.ts';

/** How somebody stands at the top of a department: heads it (负责人), or as a deputy (副职). */
export type HeadKind = 'head' | 'deputy';

const columns = { person_id: 'uuid', rank: 'int' } as const;
const tables: Readonly<Record<HeadKind, ValidityTable>> = {
  head: { name: 'directory.headship', owner: 'department_id', columns },
  deputy: { name: 'directory.deputy_headship', owner: 'department_id', columns },
};

/** The table of a kind, for a statement of its own. */
export const headTable = (kind: HeadKind): RawBuilder<unknown> => sql.table(tables[kind].name);

/** Heads (or deputies) of departments now, in order. Departments without any are missing. */
export async function headsOf(
  db: QueryExecutorProvider,
  departmentIds: readonly string[],
  kind: HeadKind = 'head',
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ department_id: string; person_id: string }>`
    select department_id, person_id from ${headTable(kind)}
    where department_id = any(${sql.val(departmentIds)}::uuid[]) and valid_to is null order by department_id, rank`.execute(
    db,
  );
  const heads = new Map<string, string[]>();
  for (const row of rows) heads.set(row.department_id, [...(heads.get(row.department_id) ?? []), row.person_id]);
  return heads;
}

/** The departments that somebody of these heads now, or is a deputy in. */
export async function headedBy(
  db: QueryExecutorProvider,
  personIds: readonly string[],
  kind: HeadKind = 'head',
): Promise<string[]> {
  const { rows } = await sql<{ department_id: string }>`
    select distinct department_id from ${headTable(kind)}
    where person_id = any(${sql.val(personIds)}::uuid[]) and valid_to is null`.execute(db);
  return rows.map((row) => row.department_id);
}

/** Sets the heads (or deputies) of these departments from this day on, first one first. */
export async function setHeads(
  db: QueryExecutorProvider,
  heads: ReadonlyMap<string, readonly string[]>,
  day: string,
  kind: HeadKind = 'head',
): Promise<void> {
  await syncLinks(db, tables[kind], {
    owners: [...heads.keys()],
    wanted: [...heads].flatMap(([department_id, people]) =>
      people.map((person_id, rank) => ({ department_id, person_id, rank })),
    ),
    day,
  });
}
