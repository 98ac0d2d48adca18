import { type QueryExecutorProvider, sql } from 'kysely';
import type { Language } from '#kernel/contract/words.ts';
import { runPrepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import type { HeldRole, HeldRoles } from '../domain/resolve-reach.ts';

/** An active person with the roles that they have. */
export interface PersonRoles extends HeldRoles {
  readonly language: Language;
}

/**
 * The roles of active people, in one statement: everybody's, department heads', those given to them and to their posts, and
 * what departments gave from their packages to those who still belong to them.
 * `now`: grants that hold at this instant; undefined: also those to come or running out at this moment.
 * People who have left or don't exist are missing in the answer.
 */
export async function loadHeldRoles(
  db: QueryExecutorProvider,
  personIds: readonly string[],
  now: Temporal.Instant | undefined,
): Promise<PersonRoles[]> {
  const at = sql`${now?.toString() ?? null}::timestamptz`;
  const statement = sql<{
    id: string;
    employer_id: string;
    language: Language;
    departments: string[];
    heads: string[];
    roles: readonly (Omit<HeldRole, 'heldIn'> & { postDepartmentId: string | null })[];
  }>`
    with person as (
      select p.id, p.employer_id,
        array(select m.department_id from directory.published_membership m where m.person_id = p.id) as departments,
        array(select h.department_id from directory.published_head h where h.person_id = p.id) as heads
      from directory.published_person p where p.id = any(${sql.val(personIds)}::uuid[]) and p.active
    ), given as (
      select p.id as holder_id, a.*, null::uuid as post_department_id
      from person p join access.role_assignment a on a.person_id = p.id
      where a.ended_at is null
      union all
      select p.id, a.*, h.department_id
      from person p
      join directory.published_post_holding h on h.person_id = p.id
      join access.role_assignment a on a.post_id = h.post_id
      where a.ended_at is null
    ), held as (
      select p.id as holder_id, r.id as role_id, r.key, case r.holding when 'everybody' then 'everybody' else 'departmentHead' end as kind,
        null::uuid as assignment_id, null::uuid as post_id, 'role' as scope, '{}'::uuid[] as department_ids,
        '{}'::uuid[] as employer_ids, null::uuid as post_department_id, null::json as changed
      from person p join access.role r
        on r.holding = 'everybody' or (r.holding = 'departmentHead' and cardinality(p.heads) > 0)
      union all
      select g.holder_id, r.id, r.key, 'given', g.id, g.post_id, g.scope, g.department_ids, g.employer_ids, g.post_department_id, null
      from given g join access.role r on r.id = g.role_id and r.removed_at is null
      where ${at} is null or (g.valid_from <= ${at} and (g.valid_to is null or g.valid_to > ${at}))
      union all
      select p.id, k.id, null, 'package', g.id, null, 'role', '{}', '{}', k.department_id,
        json_build_object(g.permission, n.reach)
      from person p
      join access.package_grant g on g.person_id = p.id and g.ended_at is null
      join access.department_package k on k.id = g.package_id and k.outcome = 'inForce' and k.ended_at is null
      join access.package_permission n on n.package_id = g.package_id and n.permission = g.permission
      where exists (select from directory.published_department_tree t
        where t.ancestor_id = k.department_id and t.descendant_id = any(p.departments))
    )
    select p.id, p.employer_id, p.departments, p.heads, coalesce(l.language, 'zh') as language,
      (select coalesce(json_agg(json_build_object(
          'roleId', h.role_id, 'key', h.key, 'kind', h.kind, 'assignmentId', h.assignment_id, 'postId', h.post_id,
          'scope', h.scope, 'departmentIds', h.department_ids, 'employerIds', h.employer_ids,
          'postDepartmentId', h.post_department_id,
          'changed', coalesce(h.changed, (select coalesce(json_object_agg(c.permission, c.reach), '{}')
            from access.role_permission c where c.role_id = h.role_id)))), '[]')
       from held h where h.holder_id = p.id) as roles
    from person p left join access.preference l on l.person_id = p.id`;
  const rows = await runPrepared('access.heldRoles', statement, db);
  return rows.map((row) => ({
    personId: row.id,
    employerId: row.employer_id,
    language: row.language,
    roles: row.roles.map(({ postDepartmentId, ...role }) => ({
      ...role,
      heldIn: role.kind === 'departmentHead' ? row.heads : postDepartmentId ? [postDepartmentId] : row.departments,
    })),
  }));
}

/** The same of whoever asks at the same moment, with grants that haven't begun or have just run out. */
export const rolesToCome = togetherReader<string, PersonRoles | undefined>({
  name: 'access.rolesToCome',
  run: async (db, personIds) => {
    const found = new Map((await loadHeldRoles(db, personIds, undefined)).map((person) => [person.personId, person]));
    return personIds.map((id) => found.get(id));
  },
});
