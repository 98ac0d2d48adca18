import { type QueryExecutorProvider, sql } from 'kysely';

/** An employer as its row says it. */
export interface EmployerRecord {
  id: string;
  name: string;
  short_name: string | null;
  tax_number: string | null;
  place: string | null;
  time_zone: string;
  parent_id: string | null;
  /** The root of its departments. */
  department_id: string | null;
  revision: number;
}

/** Employers by id. */
export async function loadEmployers(
  db: QueryExecutorProvider,
  employerIds: readonly string[],
): Promise<Map<string, EmployerRecord>> {
  const { rows } = await sql<EmployerRecord>`
    select id, name, short_name, tax_number, place, time_zone, parent_id, department_id, revision from directory.employer
    where id = any(${sql.val(employerIds)}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Adds an employer; its department is said afterwards. */
export async function insertEmployer(
  db: QueryExecutorProvider,
  employer: Omit<EmployerRecord, 'revision'>,
): Promise<void> {
  const { id, name, short_name, tax_number, place, time_zone, parent_id, department_id } = employer;
  await sql`
    insert into directory.employer (id, name, short_name, tax_number, place, time_zone, parent_id, department_id)
    values (${id}, ${name}, ${short_name}, ${tax_number}, ${place}, ${time_zone}, ${parent_id}, ${department_id})`.execute(
    db,
  );
}

/** Writes an employer's row at its revision; false: somebody else was first. */
export async function updateEmployer(db: QueryExecutorProvider, employer: EmployerRecord): Promise<boolean> {
  const { id, name, short_name, tax_number, place, time_zone, parent_id, revision } = employer;
  const { numAffectedRows } = await sql`
    update directory.employer set name = ${name}, short_name = ${short_name}, tax_number = ${tax_number},
      place = ${place}, time_zone = ${time_zone}, parent_id = ${parent_id}::uuid, revision = revision + 1
    where id = ${id}::uuid and revision = ${revision}`.execute(db);
  return numAffectedRows === 1n;
}
