import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/grants.ts';
import { readRoles } from '../../contract/permissions.ts';
import { roleChanges } from '../../domain/what-changes.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { assignmentWithin } from '../assignment-within.ts';
import { changesOfGiving, changesOfTakingBack, countHolders } from '../grants/changes-of.ts';
import { anyImportant } from '../grants/important-permissions.ts';
import { openGlass } from '../grants/open-glass.ts';
import { toldChanges } from '../grants/told-changes.ts';
import { refusePermissions } from '../role-permissions.ts';
import { readRoleRows } from '../role-rows.ts';

export const previewGrant = handle<AccessTables>()(contract.previewGrant, async (context, { change }) => {
  const { db, contracts } = context;
  const roleOf = async (roleId: string) => {
    const [role] = await readRoleRows(db, contracts, roleId);
    if (!role) throw refuse(notFound);
    return role;
  };
  const told = async (people: number, changes: Parameters<typeof toldChanges>[1], important: boolean) => {
    const self = actingPerson(context);
    const alone = important && self !== null && (await openGlass(context, self)) !== undefined;
    return {
      how: !important ? ('atOnce' as const) : alone ? ('alone' as const) : ('two' as const),
      people,
      changes: toldChanges(contracts, changes),
    };
  };
  if (change.kind === 'change') {
    const role = await roleOf(change.roleId);
    refusePermissions(contracts, change.permissions);
    const changes = roleChanges(role.permissions, change.permissions);
    return told(await countHolders(context, { roleId: role.id }), changes, anyImportant(contracts, changes));
  }
  if (change.kind === 'give') {
    const role = await roleOf(change.roleId);
    if (change.to.kind === 'person') {
      const { rows } = await sql`
        select from directory.published_person p
        where p.id = ${change.to.personId}::uuid and p.active and ${context.within(readRoles, 'p.id')}`.execute(db);
      if (rows.length === 0) throw refuse(notFound);
    }
    const changes = await changesOfGiving(context, role, change.to, change.scope);
    return told(await countHolders(context, change.to), changes, anyImportant(contracts, role.permissions));
  }
  const { rows } = await sql<{
    id: string;
    role_id: string;
    person_id: string | null;
    post_id: string | null;
    important: boolean;
  }>`
    select a.id, a.role_id, a.person_id, a.post_id, a.important from access.role_assignment a
    where a.id = ${change.assignmentId}::uuid and a.ended_at is null and ${assignmentWithin(context, readRoles)}`.execute(
    db,
  );
  const [assignment] = rows;
  if (!assignment) throw refuse(notFound);
  const role = await roleOf(assignment.role_id);
  return told(
    assignment.post_id === null ? 1 : await countHolders(context, { kind: 'post', postId: assignment.post_id }),
    await changesOfTakingBack(context, assignment, role),
    assignment.important || anyImportant(contracts, role.permissions),
  );
});
