import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import type { Resource } from '../../domain/scim/apply-patch.ts';
import { enterpriseSchema, userSchema } from '../../domain/scim/attributes.ts';
import type { Command, Query } from '../integrations-tables.ts';
import type { Column, Columns } from './compile-filter.ts';

export interface UserRow {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly active: boolean;
  readonly job_title: string | null;
  readonly employer_id: string;
  readonly employer: string;
  readonly time_zone: string;
  readonly alias: string | null;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly email: string | null;
  readonly staff_number: string | null;
  readonly revision: number;
  readonly department_id: string | null;
  readonly department: string | null;
  readonly manager_id: string | null;
  readonly manager: string | null;
  readonly external_id: string | null;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** The people within the application's reach, and leavers whom it made leave, without those that it removed; as `u`. */
export function userSource(context: Query | Command, applicationId: string): RawBuilder<UserRow> {
  return sql<UserRow>`(
    select p.id, p.account, p.name, p.active, p.job_title, p.sort_key, p.employer_id, e.name as employer, e.time_zone,
      r.alias, r.phone, r.landline, r.email, r.staff_number, r.revision, p.main_department_id as department_id,
      d.name as department, s.supervisor_id as manager_id, m.name as manager, l.external_id
    from directory.published_person p
      join directory.published_record r on r.person_id = p.id
      join directory.published_employer e on e.id = p.employer_id
      left join directory.published_department d on d.id = p.main_department_id
      left join directory.published_supervisor s on s.person_id = p.id
      left join directory.published_person m on m.id = s.supervisor_id
      left join integrations.provisioned l on l.person_id = p.id and l.application_id = ${applicationId}::uuid
    where l.removed_at is null and (${context.within(managePeople, 'p.id')} or l.left_at is not null)) u`;
}

/** The departments of `u`, as JSON. */
export const groupsOfUser = sql`coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by x.is_main desc, g.name)
  from directory.published_membership x join directory.published_department g on g.id = x.department_id
  where x.person_id = u.id), '[]') as groups`;

const text = (column: string): Column => ({ kind: 'text', value: sql.ref(`u.${column}`) });
const id = (column: string): Column => ({ kind: 'text', value: sql`${sql.ref(`u.${column}`)}::text` });
const constant = (value: string): Column => ({ kind: 'text', value: sql`${value}::text` });
const inExtension = (columns: Columns): Columns =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [`${enterpriseSchema.toLowerCase()}:${name}`, column]),
  );
const withSchema = (columns: Columns): Columns => ({
  ...columns,
  ...Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [`${userSchema.toLowerCase()}:${name}`, column]),
  ),
});

/** What filters may name and lists be sorted by. */
export const userColumns: Columns = {
  ...withSchema({
    id: id('id'),
    externalid: { kind: 'exact', value: sql.ref('u.external_id') },
    username: text('account'),
    displayname: text('name'),
    'name.formatted': text('name'),
    nickname: text('alias'),
    title: text('job_title'),
    active: { kind: 'boolean', value: sql.ref('u.active') },
    emails: { kind: 'many', elements: [{ value: text('email'), type: constant('work') }] },
    phonenumbers: {
      kind: 'many',
      elements: [
        { value: text('phone'), type: constant('mobile') },
        { value: text('landline'), type: constant('work') },
      ],
    },
    'groups.value': { kind: 'many', elements: [{ value: id('department_id') }] },
  }),
  ...inExtension({
    employeenumber: text('staff_number'),
    department: text('department'),
    organization: text('employer'),
    manager: id('manager_id'),
    'manager.value': id('manager_id'),
    'manager.displayname': text('manager'),
  }),
};

/** A person as SCIM has it (RFC 7643, 4). Addresses are added where the request came in. */
export function userResource(row: UserRow): Resource {
  const phones = [
    ...(row.phone === null ? [] : [{ value: row.phone, type: 'mobile' }]),
    ...(row.landline === null ? [] : [{ value: row.landline, type: 'work' }]),
  ];
  const resource: Resource = {
    schemas: [userSchema, enterpriseSchema],
    id: row.id,
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    userName: row.account,
    name: { formatted: row.name },
    displayName: row.name,
    ...(row.alias === null ? {} : { nickName: row.alias }),
    ...(row.job_title === null ? {} : { title: row.job_title }),
    active: row.active,
    ...(row.email === null ? {} : { emails: [{ value: row.email, type: 'work', primary: true }] }),
    ...(phones.length === 0 ? {} : { phoneNumbers: phones }),
    groups: row.groups.map(({ id: value, name: display }) => ({ value, display, type: 'direct' })),
    [enterpriseSchema]: {
      ...(row.staff_number === null ? {} : { employeeNumber: row.staff_number }),
      ...(row.department === null ? {} : { department: row.department }),
      organization: row.employer,
      ...(row.manager_id === null ? {} : { manager: { value: row.manager_id, displayName: row.manager } }),
    },
  };
  return { ...resource, meta: { resourceType: 'User', version: versionOf(resource) } };
}

/** A weak entity tag: the same as long as everything that is shown is the same. */
export const versionOf = (resource: Resource): string =>
  `W/"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`;
