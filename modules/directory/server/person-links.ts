import { type QueryExecutorProvider, sql } from 'kysely';
import type { Membership, PostHolding } from '../contract/shapes.ts';

/** What a person is tied to now. */
export interface PersonLinks {
  readonly departments: Membership[];
  readonly posts: PostHolding[];
  readonly supervisorId: string | null;
}

/** The links of people now, the main department first. Everybody asked for is in the answer. */
export async function loadLinks(
  db: QueryExecutorProvider,
  personIds: readonly string[],
): Promise<Map<string, PersonLinks>> {
  const ids = sql`${sql.val(personIds)}::uuid[]`;
  const { rows: memberships } = await sql<{ person_id: string; department_id: string; is_main: boolean }>`
    select person_id, department_id, is_main from directory.membership
    where person_id = any(${ids}) and valid_to is null order by is_main desc, valid_from, department_id`.execute(db);
  const { rows: holdings } = await sql<{ person_id: string; post_id: string; department_id: string }>`
    select person_id, post_id, department_id from directory.post_holding
    where person_id = any(${ids}) and valid_to is null order by valid_from, post_id`.execute(db);
  const { rows: supervisors } = await sql<{ person_id: string; supervisor_id: string }>`
    select person_id, supervisor_id from directory.supervision where person_id = any(${ids}) and valid_to is null`.execute(
    db,
  );
  const supervisorOf = new Map(supervisors.map((row) => [row.person_id, row.supervisor_id]));
  const links = new Map<string, PersonLinks>(
    personIds.map((id) => [id, { departments: [], posts: [], supervisorId: supervisorOf.get(id) ?? null }]),
  );
  for (const row of memberships) {
    links.get(row.person_id)?.departments.push({ departmentId: row.department_id, main: row.is_main });
  }
  for (const row of holdings) {
    links.get(row.person_id)?.posts.push({ postId: row.post_id, departmentId: row.department_id });
  }
  return links;
}
