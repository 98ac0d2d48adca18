import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { PermissionGrant } from '../../contract/shapes.ts';
import { roleChanges } from '../../domain/what-changes.ts';
import type { AccessTables } from '../access-tables.ts';
import { keepingAnAdministrator } from '../last-administrator.ts';
import { refusePermissions, writeRolePermissions } from '../role-permissions.ts';
import { readRoleRows } from '../role-rows.ts';
import { refuseDivided } from '../separation/refuse-divided.ts';
import { anyImportant } from './important-permissions.ts';
import { proposeGrant } from './propose-grant.ts';

/**
 * Sets all that a role may do: at once, or as a proposal where important permissions come, go or reach differently.
 * Gives the role's revision afterwards.
 */
export async function changePermissions(
  context: CommandContext<AccessTables>,
  role: { readonly id: string; readonly key: string | null; readonly revision: number },
  permissions: readonly PermissionGrant[],
  asked: { readonly personId: string | null; readonly reason: string | undefined; readonly isNew?: boolean },
): Promise<{ revision: number; proposalId: string | null }> {
  const { db, contracts } = context;
  const [before] = await readRoleRows(db, contracts, role.id);
  if (!before) throw refuse(notFound);
  refusePermissions(contracts, permissions);
  await refuseDivided(db, role.id);
  const changes = roleChanges(before.permissions, permissions);
  if (asked.personId !== null && anyImportant(contracts, changes)) {
    const proposalId = await proposeGrant(context, {
      change: { kind: 'change', permissions },
      role,
      personId: null,
      postId: null,
      changes,
      reason: asked.reason,
    });
    return { revision: proposalId === null ? role.revision + 1 : role.revision, proposalId };
  }
  // A role that is just being made is at its first revision with what it may do.
  const revision = asked.isNew ? role.revision : role.revision + 1;
  await db.updateTable('access.role').set({ revision }).where('id', '=', role.id).execute();
  const by = { at: context.now.toString(), personId: asked.personId, approvedBy: null, glassId: null };
  await keepingAnAdministrator(context, () => writeRolePermissions(db, contracts, role, permissions, by));
  return { revision, proposalId: null };
}
