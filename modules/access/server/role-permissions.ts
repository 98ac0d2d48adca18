import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import { permissionUnknown } from '../contract/failures.ts';
import type { PermissionGrant } from '../contract/shapes.ts';
import { initialReach } from '../domain/resolve-reach.ts';
import type { Answerable } from './grants/grant-change.ts';

/** Refuses permissions that the program doesn't know, and reaches that they can't have. */
export function refusePermissions(contracts: readonly ModuleContract[], grants: readonly PermissionGrant[]): void {
  const permissions = new Map(contracts.flatMap((module) => module.permissions.map((one) => [one.name, one])));
  for (const { permission, reach } of grants) {
    if (!permissions.get(permission)?.reaches.includes(reach)) throw refuse(permissionUnknown, { permission });
  }
}

/**
 * Writes all that a role may do, as differences to what the contracts give it, so that permissions which come with a
 * later version still arrive at the built-in roles.
 */
export async function writeRolePermissions(
  db: QueryExecutorProvider,
  contracts: readonly ModuleContract[],
  role: { readonly id: string; readonly key: string | null },
  grants: readonly PermissionGrant[],
  by: Answerable & { readonly at: string },
): Promise<void> {
  refusePermissions(contracts, grants);
  const permissions = contracts.flatMap((module) => module.permissions);
  const asked = new Map(grants.map((grant) => [grant.permission, grant.reach]));
  const differences = permissions.flatMap((permission) => {
    const reach = asked.get(permission.name);
    return reach === initialReach(permission, role.key)
      ? []
      : [{ permission: permission.name, reach: reach ?? null, important: permission.important }];
  });
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(differences)}::jsonb) as w(permission text, reach text, important boolean)
    ), dropped as (
      delete from access.role_permission p where p.role_id = ${role.id}::uuid
        and not exists (select from wanted w where w.permission = p.permission)
    )
    insert into access.role_permission (role_id, permission, reach, changed_at, changed_by, important, approved_by, glass_id)
    select ${role.id}::uuid, w.permission, w.reach, ${by.at}::timestamptz, ${by.personId}::uuid, w.important,
      case when w.important then ${by.approvedBy}::uuid end, case when w.important then ${by.glassId}::uuid end
    from wanted w
    where not exists (select from access.role_permission p where p.role_id = ${role.id}::uuid
      and p.permission = w.permission and p.reach is not distinct from w.reach)
    on conflict (role_id, permission) do update
      set reach = excluded.reach, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
        important = excluded.important, approved_by = excluded.approved_by, glass_id = excluded.glass_id`.execute(db);
}
