import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { builtInRoles } from '../../contract/built-in-roles.ts';
import { roleChanged } from '../../contract/events.ts';
import { proposalOver } from '../../contract/failures.ts';
import { dividedPermissions, duties, roleOfDuty } from '../../domain/divide-administrators.ts';
import type { AccessTables } from '../access-tables.ts';
import type { Answerable } from '../grants/grant-change.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';
import { writeRolePermissions } from '../role-permissions.ts';
import { readRoleRows } from '../role-rows.ts';
import { refuseUnready } from './refuse-unready.ts';

const roleIds = sql.val(duties.map((duty) => builtInRoles[roleOfDuty[duty]]));

/** Separates the three administrators, or ends it and puts back what the roles could do before. */
export async function carryOutSeparation(
  context: CommandContext<AccessTables>,
  separated: boolean,
  by: Answerable,
): Promise<void> {
  const { db, contracts } = context;
  const at = context.now.toString();
  const { rows } = await sql<{ separated: boolean }>`select separated from access.separation for update`.execute(db);
  if (rows[0]?.separated === separated) throw refuse(proposalOver);
  const answerable = sql`changed_at = ${at}, changed_by = ${by.personId}::uuid, approved_by = ${by.approvedBy}::uuid,
    glass_id = ${by.glassId}::uuid`;
  await keepingAnAdministrator(context, async () => {
    if (separated) {
      await refuseUnready(db);
      await sql`update access.separation set former = (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
        from access.role_permission p where p.role_id = any(${roleIds}::uuid[]))`.execute(db);
      for (const duty of duties) {
        const [role] = await readRoleRows(db, contracts, builtInRoles[roleOfDuty[duty]]);
        if (!role) continue;
        await writeRolePermissions(db, contracts, role, dividedPermissions(duty, role.permissions), { at, ...by });
      }
      await sql`update access.separation set separated = true, ${answerable}`.execute(db);
    } else {
      await sql`update access.separation set separated = false, ${answerable}`.execute(db);
      await sql`delete from access.role_permission where role_id = any(${roleIds}::uuid[])`.execute(db);
      // As it was agreed to then: the rows keep their own two people.
      await sql`insert into access.role_permission
        select f.* from access.separation s,
          jsonb_populate_recordset(null::access.role_permission, s.former) f`.execute(db);
    }
    // What was proposed of a role before is looked at anew.
    await sql`update access.role set revision = revision + 1 where id = any(${roleIds}::uuid[])`.execute(db);
  });
  for (const duty of duties) context.emit(roleChanged, { roleId: builtInRoles[roleOfDuty[duty]] });
}
