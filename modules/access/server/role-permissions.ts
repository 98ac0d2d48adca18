import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import { permissionUnknown } from '../contract/failures.ts';
import type { PermissionGrant } from '../contract/shapes.ts';
import { initialReach } from '../domain/resolve-reach.ts';

/**
 * Writes all that a role may do, as differences to what the contracts give it, so that permissions which come with a
 * later version still arrive at the built-in roles.
 */
export async function writeRolePermissions(
  db: QueryExecutorProvider,
  contracts: readonly ModuleContract[],
  role: { readonly id: string; readonly key: string | null },
  grants: readonly PermissionGrant[],
  by: { readonly at: string; readonly personId: string | null },
): Promise<void> {
  const permissions = contracts.flatMap((module) => module.permissions);
  const asked = new Map(grants.map((grant) => [grant.permission, grant.reach]));
  for (const [name, reach] of asked) {
    if (!permissions.find((one) => one.name === name)?.reaches.includes(reach)) {
      throw refuse(permissionUnknown, { permission: name });
    }
  }
  const differences = permissions.flatMap((permission) => {
    const reach = asked.get(permission.name);
    return reach === initialReach(permission, role.key) ? [] : [{ permission: permission.name, reach: reach ?? null }];
  });
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(differences)}::jsonb) as w(permission text, reach text)
    ), dropped as (
      delete from access.role_permission p where p.role_id = ${role.id}::uuid
        and not exists (select from wanted w where w.permission = p.permission)
    )
    insert into access.role_permission (role_id, permission, reach, changed_at, changed_by)
    select ${role.id}::uuid, w.permission, w.reach, ${by.at}::timestamptz, ${by.personId}::uuid from wanted w
    on conflict (role_id, permission) do update
      set reach = excluded.reach, changed_at = excluded.changed_at, changed_by = excluded.changed_by, approved_by = null
      where access.role_permission.reach is distinct from excluded.reach`.execute(db);
}
