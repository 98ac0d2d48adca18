import { type QueryExecutorProvider, sql } from 'kysely';
import type { CountedFrom } from '../domain/holders-of.ts';

/** Where people stand, for reaches that are counted from them, by id. */
export async function loadCountedFrom(
  db: QueryExecutorProvider,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, CountedFrom>> {
  const { rows } = await sql<{
    id: string;
    employer_id: string;
    up: string[];
    departments: string[];
    above: string[];
  }>`
    select p.id, p.employer_id,
      array(select t.ancestor_id from directory.published_department_tree t
        where t.descendant_id = p.main_department_id order by t.depth) as up,
      array(select m.department_id from directory.published_membership m where m.person_id = p.id) as departments,
      array(select distinct t.ancestor_id from directory.published_membership m
        join directory.published_department_tree t on t.descendant_id = m.department_id where m.person_id = p.id) as above
    from directory.published_person p
    where p.id = any(${sql.val([...new Set(personIds)])}::uuid[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        personId: row.id,
        employerId: row.employer_id,
        departmentsUp: row.up,
        departmentIds: row.departments,
        aboveIds: row.above,
      },
    ]),
  );
}
