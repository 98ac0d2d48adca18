import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { roleChanged } from '../../contract/events.ts';
import { holderUnknown, proposalOver, roleChangedMeanwhile } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { endAssignments } from '../end-assignments.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';
import { writeRolePermissions } from '../role-permissions.ts';
import { refuseDivided } from '../separation/refuse-divided.ts';
import type { Answerable, GrantChange } from './grant-change.ts';
import { placeAssignment } from './place-assignment.ts';

/** Does what two people (or one with the opened code) want. Refuses where the role isn't the one that they looked at. */
export async function carryOutGrant(
  context: CommandContext<AccessTables>,
  role: { readonly id: string; readonly revision: number },
  change: GrantChange,
  by: Answerable,
): Promise<void> {
  const { db } = context;
  if (change.kind === 'takeBack') {
    const { assignmentId } = change;
    const { rows } = await sql`
      select from access.role_assignment where id = ${assignmentId}::uuid and ended_at is null for update`.execute(db);
    if (rows.length === 0) throw refuse(proposalOver);
    await keepingAnAdministrator(context, () => endAssignments(context, { assignmentId }, 'takenBack', by));
    return;
  }
  const now = await db
    .selectFrom('access.role')
    .selectAll()
    .where('id', '=', role.id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (now?.revision !== role.revision) throw refuse(roleChangedMeanwhile);
  if (change.kind === 'change') {
    const { permissions } = change;
    await refuseDivided(db, role.id);
    await db
      .updateTable('access.role')
      .set({ revision: role.revision + 1 })
      .where('id', '=', role.id)
      .execute();
    await keepingAnAdministrator(context, () =>
      writeRolePermissions(db, context.contracts, now, permissions, { at: context.now.toString(), ...by }),
    );
    context.about('role', role.id);
    context.emit(roleChanged, { roleId: role.id });
    return;
  }
  const { to } = change.assignment;
  if (to.kind === 'person') {
    const { rows } = await sql`
      select from directory.published_person where id = ${to.personId}::uuid and active`.execute(db);
    if (rows.length === 0) throw refuse(holderUnknown);
  }
  await placeAssignment(context, change.assignment, { ...by, important: true });
}
