import { type QueryExecutorProvider, sql } from 'kysely';
import { departmentRecordTable } from './department-record-table.ts';
import { setAncestors } from './department-tree-table.ts';
import { syncLinks } from './sync-links.ts';

/** A department as its row says it. */
export interface DepartmentRecord {
  id: string;
  employer_id: string;
  parent_id: string | null;
  number: number;
  name: string;
  sort: number;
  revision: number;
}

/** Departments that exist now, by id. */
export async function loadDepartments(
  db: QueryExecutorProvider,
  departmentIds: readonly string[],
  lock?: 'share' | 'update',
): Promise<Map<string, DepartmentRecord>> {
  const { rows } = await sql<DepartmentRecord>`
    select id, employer_id, parent_id, number, name, sort, revision from directory.department
    where id = any(${sql.val(departmentIds)}::uuid[]) and removed_on is null order by id
    ${sql.raw(lock === undefined ? '' : lock === 'share' ? 'for share' : 'for update')}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The next outside number that was never used. Take `lockTree` first. */
export async function nextDepartmentNumber(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from directory.department`.execute(db);
  return rows[0]?.next ?? 1;
}

/** Adds departments, parents among them or there already, with their history and their place in the tree. */
export async function insertDepartments(
  db: QueryExecutorProvider,
  departments: readonly Omit<DepartmentRecord, 'revision'>[],
  day: string,
): Promise<void> {
  if (departments.length === 0) return;
  await sql`
    insert into directory.department (id, employer_id, parent_id, number, name, sort)
    select id, employer_id, parent_id, number, name, sort
    from jsonb_to_recordset(${JSON.stringify(departments)}::jsonb)
      as w(id uuid, employer_id uuid, parent_id uuid, number int, name text, sort int)`.execute(db);
  await recordDepartments(db, departments, day);
  await setAncestors(
    db,
    departments.map((department) => department.id),
    day,
  );
}

/** Writes how departments are called and where they stand into their history. */
export async function recordDepartments(
  db: QueryExecutorProvider,
  departments: readonly Pick<DepartmentRecord, 'id' | 'parent_id' | 'name'>[],
  day: string,
): Promise<void> {
  await syncLinks(db, departmentRecordTable, {
    owners: departments.map((department) => department.id),
    wanted: departments.map(({ id, parent_id, name }) => ({ department_id: id, parent_id, name })),
    day,
  });
}

/** Writes one department's row at its revision; false: somebody else was first. */
export async function updateDepartment(db: QueryExecutorProvider, department: DepartmentRecord): Promise<boolean> {
  const { id, name, parent_id, number, sort, revision } = department;
  const { numAffectedRows } = await sql`
    update directory.department set name = ${name}, parent_id = ${parent_id}::uuid, number = ${number}, sort = ${sort},
      revision = revision + 1
    where id = ${id}::uuid and revision = ${revision} and removed_on is null`.execute(db);
  return numAffectedRows === 1n;
}
