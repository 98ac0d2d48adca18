import { type QueryExecutorProvider, sql } from 'kysely';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { ReachKind } from '#kernel/contract/permission.ts';
import type { RoleRow } from '../contract/shapes.ts';
import { reachInRole } from '../domain/resolve-reach.ts';

/** Roles with what they may do now; one, or all of them, the built-in ones first. */
export async function readRoleRows(
  db: QueryExecutorProvider,
  contracts: readonly ModuleContract[],
  roleId?: string,
): Promise<(RoleRow & { readonly key: string | null })[]> {
  const { rows } = await sql<{
    id: string;
    key: string | null;
    name_zh: string;
    name_en: string;
    holding: RoleRow['holding'];
    revision: number;
    assignments: number;
    changed: Readonly<Record<string, ReachKind | null>>;
  }>`
    select r.id, r.key, r.name_zh, r.name_en, r.holding, r.revision,
      (select count(*) from access.role_assignment a where a.role_id = r.id and a.ended_at is null) as assignments,
      (select coalesce(json_object_agg(c.permission, c.reach), '{}') from access.role_permission c where c.role_id = r.id) as changed
    from access.role r
    where r.removed_at is null ${roleId === undefined ? sql`` : sql`and r.id = ${roleId}::uuid`}
    order by r.key is null, r.id`.execute(db);
  const permissions = contracts.flatMap((module) => module.permissions);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    builtIn: row.key !== null,
    name: { zh: row.name_zh, en: row.name_en },
    holding: row.holding,
    permissions: permissions.flatMap((permission) => {
      const reach = reachInRole(permission, row);
      return reach ? [{ permission: permission.name, reach }] : [];
    }),
    assignments: row.holding === 'assigned' ? row.assignments : null,
    revision: row.revision,
  }));
}
