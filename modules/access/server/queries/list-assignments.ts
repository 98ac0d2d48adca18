import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/assignments.ts';
import { assignRoles, readRoles } from '../../contract/permissions.ts';
import type { Scope } from '../../contract/shapes.ts';
import type { AccessTables } from '../access-tables.ts';
import { assignmentWithin } from '../assignment-within.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listAssignments = handle<AccessTables>()(contract.listAssignments, async (context, input) => {
  const [, after] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const { rows } = await sql<{
    id: string;
    role_id: string;
    name_zh: string;
    name_en: string;
    person: Named | null;
    post: Named | null;
    scope: Scope['kind'];
    departments: Named[];
    employers: Named[];
    valid_from: string;
    valid_to: string | null;
    giver: Named | null;
    granted_at: string;
    revocable: boolean;
  }>`
    select a.id, a.role_id, r.name_zh, r.name_en, a.scope, a.valid_from, a.valid_to, a.granted_at,
      case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as person,
      case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as post,
      case when g.id is null then null else json_build_object('id', g.id, 'name', g.name) end as giver,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by d.number), '[]')
       from directory.published_department d where d.id = any(a.department_ids)) as departments,
      (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by e.name), '[]')
       from directory.published_employer e where e.id = any(a.employer_ids)) as employers,
      ${assignmentWithin(context, assignRoles)} as revocable
    from access.role_assignment a
    join access.role r on r.id = a.role_id
    left join directory.published_person p on p.id = a.person_id
    left join directory.published_post o on o.id = a.post_id
    left join directory.published_person g on g.id = a.granted_by
    where a.ended_at is null and ${assignmentWithin(context, readRoles)}
      ${input.roleId ? sql`and a.role_id = ${input.roleId}::uuid` : sql``}
      ${input.personId ? sql`and a.person_id = ${input.personId}::uuid` : sql``}
      ${input.postId ? sql`and a.post_id = ${input.postId}::uuid` : sql``}
      ${after ? sql`and a.id < ${after}::uuid` : sql``}
    order by a.id desc limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => ({
      id: row.id,
      role: { id: row.role_id, name: { zh: row.name_zh, en: row.name_en } },
      person: row.person,
      post: row.post,
      scope: row.scope,
      departments: row.departments,
      employers: row.employers,
      from: row.valid_from,
      until: row.valid_to,
      givenBy: row.giver,
      givenAt: row.granted_at,
      may: row.revocable ? (['revoke'] as const).slice() : [],
    })),
    ...(last ? { next: writeCursor(['', last.id]) } : {}),
  };
});
