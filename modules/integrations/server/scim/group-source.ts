import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import type { Resource } from '../../domain/scim/apply-patch.ts';
import { groupSchema } from '../../domain/scim/attributes.ts';
import type { Command, Query } from '../integrations-tables.ts';
import type { Column, Columns } from './compile-filter.ts';
import { versionOf } from './user-source.ts';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** The departments within the application's reach; as `u`. */
export function groupSource(context: Query | Command): RawBuilder<GroupRow> {
  const { company, employerIds, departmentTreeIds } = context.reach(managePeople);
  const within = company
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(d.employer_id = any(${sql.val(employerIds)}::uuid[]) or exists (
        select from directory.published_department_tree t
        where t.descendant_id = d.id and t.ancestor_id = any(${sql.val(departmentTreeIds)}::uuid[])))`;
  return sql<GroupRow>`(select d.id, d.name, d.number from directory.published_department d where ${within}) u`;
}

/** Who belongs to `u` directly, within the reach, as JSON. */
export const membersOfGroup = (context: Query | Command) =>
  sql`coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.sort_key, p.id)
    from directory.published_membership x join directory.published_person p on p.id = x.person_id
    where x.department_id = u.id and ${context.within(managePeople, 'p.id')}), '[]') as members`;

const text = (value: RawBuilder<unknown>): Column => ({ kind: 'text', value });
const core: Columns = {
  id: text(sql`u.id::text`),
  externalid: { kind: 'exact', value: sql`u.number::text` },
  displayname: text(sql.ref('u.name')),
};
/** What filters may name and lists be sorted by. */
export const groupColumns: Columns = {
  ...core,
  ...Object.fromEntries(Object.entries(core).map(([name, column]) => [`${groupSchema.toLowerCase()}:${name}`, column])),
};

/** A department as SCIM has groups (RFC 7643, 4.2). */
export function groupResource(row: GroupRow): Resource {
  const resource: Resource = {
    schemas: [groupSchema],
    id: row.id,
    externalId: String(row.number),
    displayName: row.name,
    members: row.members.map(({ id: value, name: display }) => ({ value, display, type: 'User' })),
  };
  return { ...resource, meta: { resourceType: 'Group', version: versionOf(resource) } };
}
