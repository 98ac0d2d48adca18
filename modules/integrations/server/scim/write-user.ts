import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { ProcessContract } from '#kernel/server/context.ts';
import { ownerProcess } from '#modules/directory/contract/field-owner.ts';
import { changePerson, createPerson, markLeft } from '#modules/directory/contract/people.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { scimExternalIdTaken, scimRefused, scimVersion, tooManyLeavers } from '../../contract/failures.ts';
import { mostLeaversADay } from '../../contract/settings.ts';
import type { Resource } from '../../domain/scim/apply-patch.ts';
import { type WantedPerson, wantedPerson } from '../../domain/scim/wanted-person.ts';
import type { Command } from '../integrations-tables.ts';
import { standingApplication } from '../standing-application.ts';
import { callingApplication } from './calling-application.ts';
import { findUser } from './find-user.ts';
import { groupSource } from './group-source.ts';
import { type UserRow, userResource } from './user-source.ts';

const wrong = (scimType: 'invalidValue' | 'mutability', detail: string) => refuse(scimRefused, { scimType, detail });

/**
 * Changes people as the owner "scim" of their fields (D14), which a call of `directory.changePerson` by the same key isn't. It
 * reaches everybody: what it is used for has been found within the application's own reach (`findUser`, `departmentFor`).
 */
const writingByScim: ProcessContract = { name: ownerProcess.scim, permissions: [managePeople] };

/** Makes a person as a resource says, through the directory's own command, as the application that calls. */
export async function createUser(context: Command, resource: Resource): Promise<Resource> {
  const applicationId = callingApplication(context);
  const wanted = wantedPerson(resource);
  if (wanted.userName === null || wanted.name === null) throw wrong('invalidValue', 'userName, name.formatted');
  if (wanted.active === false) throw wrong('invalidValue', 'active');
  const department = await departmentFor(context, applicationId, wanted.department);
  const { personId } = await context.call(createPerson, {
    employerId: department.employer_id,
    account: wanted.userName,
    ...fieldsOf(wanted),
    name: wanted.name,
    supervisorId: managerOf(wanted),
    departments: [{ departmentId: department.id, main: true }],
  });
  await nameOutside(context, applicationId, personId, wanted.externalId);
  return userResource(await findUser(context, applicationId, personId));
}

/**
 * Changes a person to what `after` says of them, through the directory's own commands; `active: false` makes them leave
 * today. Refuses with `scimVersion` where it isn't at one of the versions named.
 */
export async function changeUser(
  context: Command,
  asked: { readonly id: string; readonly ifMatch?: readonly string[] | undefined },
  after: (before: Resource) => Resource,
): Promise<Resource> {
  const applicationId = callingApplication(context);
  const row = await findUser(context, applicationId, asked.id);
  const before = userResource(row);
  refuseOtherVersion(before, asked.ifMatch);
  const was = wantedPerson(before);
  const wanted = wantedPerson(after(before), row.name);
  if (wanted.userName !== null && wanted.userName.toLowerCase() !== row.account.toLowerCase())
    throw wrong('mutability', 'userName');
  if (wanted.name === null) throw wrong('invalidValue', 'name');
  if (!row.active && wanted.active === true) throw wrong('mutability', 'active');
  const change = row.active ? await changeOf(context, applicationId, row, was, wanted) : {};
  let { revision } = row;
  if (Object.keys(change).length > 0)
    ({ revision } = await context.callAs(writingByScim, changePerson, { personId: row.id, revision, change }));
  if (wanted.externalId !== was.externalId) await nameOutside(context, applicationId, row.id, wanted.externalId);
  if (row.active && wanted.active === false) await leave(context, applicationId, { ...row, revision });
  return userResource(await findUser(context, applicationId, row.id));
}

/** The person leaves, and the application sees them no more. */
export async function removeUser(
  context: Command,
  asked: { readonly id: string; readonly ifMatch?: readonly string[] | undefined },
): Promise<void> {
  const applicationId = callingApplication(context);
  const row = await findUser(context, applicationId, asked.id);
  refuseOtherVersion(userResource(row), asked.ifMatch);
  if (row.active) await leave(context, applicationId, row);
  await sql`insert into integrations.provisioned (application_id, person_id, removed_at)
    values (${applicationId}::uuid, ${row.id}::uuid, ${context.now.toString()}::timestamptz)
    on conflict (application_id, person_id) do update set removed_at = excluded.removed_at`.execute(context.db);
}

function refuseOtherVersion(resource: Resource, ifMatch: readonly string[] | undefined): void {
  const { version } = resource.meta as { version: string };
  const bare = (tag: string) => tag.replace(/^W\//, '');
  if (ifMatch && !ifMatch.some((tag) => tag === '*' || bare(tag) === bare(version)))
    throw refuse(scimVersion, { version });
}

const fieldsOf = ({ name, alias, jobTitle, phone, landline, email, staffNumber }: WantedPerson) => ({
  ...(name === null ? {} : { name }),
  alias,
  jobTitle,
  phone,
  landline,
  email,
  staffNumber,
});

function managerOf({ managerId }: WantedPerson): string | null {
  if (managerId !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(managerId))
    throw wrong('invalidValue', 'manager.value');
  return managerId;
}

/** What of a person becomes another, in the directory's words. */
async function changeOf(
  context: Command,
  applicationId: string,
  row: UserRow,
  was: WantedPerson,
  wanted: WantedPerson,
): Promise<Record<string, unknown>> {
  const before: Record<string, unknown> = fieldsOf(was);
  const change: Record<string, unknown> = Object.fromEntries(
    Object.entries(fieldsOf(wanted)).filter(([field, value]) => value !== before[field]),
  );
  if (wanted.managerId !== was.managerId) change.supervisorId = managerOf(wanted);
  if (wanted.department !== null && wanted.department !== was.department) {
    const { id } = await departmentFor(context, applicationId, wanted.department);
    const others = row.groups.filter((group) => group.id !== row.department_id && group.id !== id);
    if (id !== row.department_id)
      change.departments = [
        { departmentId: id, main: true },
        ...others.map((group) => ({ departmentId: group.id, main: false })),
      ];
  }
  return change;
}

/** Within the application's reach, by number, id or name; where none is named, the one that the application's definition has for that. */
async function departmentFor(context: Command, applicationId: string, named: string | null) {
  const { scimDepartmentId } = await standingApplication(context, applicationId);
  const wanted = named ?? scimDepartmentId;
  if (wanted === null) throw wrong('invalidValue', 'department');
  const { rows } = await sql<{ id: string; employer_id: string }>`
    select d.id, d.employer_id from directory.published_department d join ${groupSource(context)} on u.id = d.id
    where d.name = ${wanted} or d.number::text = ${wanted} or d.id::text = ${wanted.toLowerCase()} limit 2`.execute(
    context.db,
  );
  const [department, another] = rows;
  if (!department || another) throw wrong('invalidValue', `department ${wanted}`);
  return department;
}

async function nameOutside(
  context: Command,
  applicationId: string,
  personId: string,
  externalId: string | null,
): Promise<void> {
  if (externalId !== null && externalId.length > 200) throw wrong('invalidValue', 'externalId');
  const { rows } = await sql`select from integrations.provisioned where application_id = ${applicationId}::uuid
    and external_id = ${externalId} and person_id <> ${personId}::uuid and removed_at is null`.execute(context.db);
  if (rows.length > 0) throw refuse(scimExternalIdTaken, { externalId: externalId ?? '' });
  await sql`insert into integrations.provisioned (application_id, person_id, external_id)
    values (${applicationId}::uuid, ${personId}::uuid, ${externalId})
    on conflict (application_id, person_id) do update set external_id = excluded.external_id`.execute(context.db);
}

/** Gone at once: the last day was yesterday. No more of them in a day than the company lets a program do. */
async function leave(context: Command, applicationId: string, row: UserRow): Promise<void> {
  const now = context.now.toString();
  const most = await context.setting(mostLeaversADay);
  await sql`select from integrations.application where id = ${applicationId}::uuid for update`.execute(context.db);
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from integrations.provisioned
    where application_id = ${applicationId}::uuid and left_at > ${context.now.subtract({ hours: 24 }).toString()}::timestamptz`.execute(
    context.db,
  );
  if ((rows[0]?.left ?? 0) >= most) throw refuse(tooManyLeavers, { most });
  const lastDay = context.now.toZonedDateTimeISO(row.time_zone).toPlainDate().subtract({ days: 1 }).toString();
  await context.call(markLeft, { personId: row.id, revision: row.revision, lastDay });
  await sql`insert into integrations.provisioned (application_id, person_id, left_at)
    values (${applicationId}::uuid, ${row.id}::uuid, ${now}::timestamptz)
    on conflict (application_id, person_id) do update set left_at = excluded.left_at`.execute(context.db);
}
