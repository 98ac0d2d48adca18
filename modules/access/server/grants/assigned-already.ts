import { type QueryExecutorProvider, sql } from 'kysely';
import type { NewAssignment } from './grant-change.ts';

/** Whether the same role is already given to the same holder with the same scope. */
export async function assignedAlready(db: QueryExecutorProvider, given: NewAssignment): Promise<boolean> {
  const { to, scope } = given;
  const departments = scope.kind === 'departments' ? scope.departmentIds : [];
  const employers = scope.kind === 'employers' ? scope.employerIds : [];
  const { rows } = await sql`
    select from access.role_assignment a
    where a.role_id = ${given.roleId}::uuid and a.ended_at is null and a.scope = ${scope.kind}
      and a.person_id is not distinct from ${to.kind === 'person' ? to.personId : null}::uuid
      and a.post_id is not distinct from ${to.kind === 'post' ? to.postId : null}::uuid
      and a.department_ids = (select coalesce(array_agg(distinct d order by d), '{}') from unnest(${sql.val(departments)}::uuid[]) d)
      and a.employer_ids = (select coalesce(array_agg(distinct e order by e), '{}') from unnest(${sql.val(employers)}::uuid[]) e)`.execute(
    db,
  );
  return rows.length > 0;
}
