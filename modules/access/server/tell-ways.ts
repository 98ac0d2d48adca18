import { type QueryExecutorProvider, sql } from 'kysely';
import type { Because } from '../contract/assignments.ts';
import { type waysTo, widestKind } from '../domain/resolve-reach.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Ways to a permission with the names of what they go by, in their order. */
export async function tellWays(db: QueryExecutorProvider, ways: ReturnType<typeof waysTo>): Promise<Because[]> {
  if (ways.length === 0) return [];
  const ids = (pick: (way: (typeof ways)[number]) => readonly (string | null)[]) =>
    sql.val([...new Set(ways.flatMap(pick))].filter((id) => id !== null));
  const named = await sql<{ kind: string; id: string; name: string; more: string | null }>`
    select 'role' as kind, id, name_zh as name, name_en as more from access.role where id = any(${ids((way) => [way.role.roleId])}::uuid[])
    union all
    select 'role', id, '部门权限包 ' || resolution_number, 'Department package ' || resolution_number from access.department_package
    where id = any(${ids((way) => [way.role.roleId])}::uuid[])
    union all
    select 'post', id, name, null from directory.published_post where id = any(${ids((way) => [way.role.postId])}::uuid[])
    union all
    select 'department', id, name, null from directory.published_department
    where id = any(${ids((way) => [...way.reach.departmentIds, ...way.reach.departmentTreeIds])}::uuid[])
    union all
    select 'employer', id, name, null from directory.published_employer where id = any(${ids((way) => way.reach.employerIds)}::uuid[])`.execute(
    db,
  );
  const names = new Map(named.rows.map((row) => [`${row.kind} ${row.id}`, row]));
  const nameOf = (kind: string, id: string): Named => ({ id, name: names.get(`${kind} ${id}`)?.name ?? '' });
  const grants = await sql<{ id: string; valid_to: string | null; giver_id: string | null; giver: string | null }>`
    select a.id, a.valid_to, g.id as giver_id, g.name as giver
    from access.role_assignment a left join directory.published_person g on g.id = a.granted_by
    where a.id = any(${ids((way) => [way.role.assignmentId])}::uuid[])
    union all
    select a.id, null, g.id, g.name from access.package_grant a join directory.published_person g on g.id = a.granted_by
    where a.id = any(${ids((way) => [way.role.assignmentId])}::uuid[])`.execute(db);
  const grantOf = new Map(grants.rows.map((row) => [row.id, row]));
  return ways.map(({ role, kind, reach }) => {
    const grant = role.assignmentId ? grantOf.get(role.assignmentId) : undefined;
    const roleName = names.get(`role ${role.roleId}`);
    return {
      kind: role.kind,
      role: { id: role.roleId, name: { zh: roleName?.name ?? '', en: roleName?.more ?? '' } },
      assignmentId: role.assignmentId,
      post: role.postId ? nameOf('post', role.postId) : null,
      until: grant?.valid_to ?? null,
      givenBy: grant?.giver_id ? { id: grant.giver_id, name: grant.giver ?? '' } : null,
      reach: widestKind(reach) ?? kind,
      departments: [...reach.departmentIds, ...reach.departmentTreeIds].map((id) => nameOf('department', id)),
      employers: reach.employerIds.map((id) => nameOf('employer', id)),
    };
  });
}
