import { type QueryExecutorProvider, sql } from 'kysely';
import { syncLinks, type ValidityTable } from './sync-links.ts';

const departmentTreeTable: ValidityTable = {
  name: 'directory.department_tree',
  owner: 'descendant_id',
  columns: { ancestor_id: 'uuid', depth: 'int' },
};

/** One at a time changes the tree, so that two moves can't close a circle together. Held until the commit. */
export async function lockTree(db: QueryExecutorProvider): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('directory.department_tree', 0))`.execute(db);
}

/** These departments and all below them, now. */
export async function subtreeOf(db: QueryExecutorProvider, departmentIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct descendant_id as id from directory.department_tree
    where ancestor_id = any(${sql.val(departmentIds)}::uuid[]) and valid_to is null`.execute(db);
  return rows.map((row) => row.id);
}

/** Writes anew what stands above these departments, from this day on, after their rows say their new parents. */
export async function setAncestors(
  db: QueryExecutorProvider,
  departmentIds: readonly string[],
  day: string,
): Promise<void> {
  const { rows } = await sql<{ descendant_id: string; ancestor_id: string; depth: number }>`
    with recursive up as (
      select id as descendant_id, id as ancestor_id, 0 as depth from directory.department
      where id = any(${sql.val(departmentIds)}::uuid[]) and removed_on is null
      union all
      select up.descendant_id, d.parent_id, up.depth + 1 from up
      join directory.department d on d.id = up.ancestor_id
      where d.parent_id is not null and up.depth < 100
    )
    select * from up`.execute(db);
  await syncLinks(db, departmentTreeTable, { owners: departmentIds, wanted: rows, day });
}

/** Names from the top down to each of these departments, itself the last. */
export async function pathsOf(
  db: QueryExecutorProvider,
  departmentIds: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const { rows } = await sql<{ of: string; id: string; name: string }>`
    select t.descendant_id as of, d.id, d.name from directory.department_tree t
    join directory.department d on d.id = t.ancestor_id
    where t.descendant_id = any(${sql.val(departmentIds)}::uuid[]) and t.valid_to is null
    order by t.descendant_id, t.depth desc`.execute(db);
  const paths = new Map<string, { id: string; name: string }[]>();
  for (const { of, id, name } of rows) {
    const path = paths.get(of) ?? [];
    path.push({ id, name });
    paths.set(of, path);
  }
  return paths;
}
