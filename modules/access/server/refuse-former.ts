import { refuse } from '#kernel/contract/failure.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { proposalOver } from '../contract/failures.ts';
import { resolveReaches } from '../domain/resolve-reach.ts';
import type { AccessTables } from './access-tables.ts';
import { loadHeldRoles } from './held-roles.ts';

/** Who has left, or may no longer do what they proposed, has nobody else do it either. */
export async function refuseFormer(
  { db, now }: Pick<QueryContext<AccessTables>, 'db' | 'now'>,
  proposedBy: string,
  permission: PermissionContract,
): Promise<void> {
  const [proposer] = await loadHeldRoles(db, [proposedBy], now);
  if (!proposer || !resolveReaches([permission], proposer).has(permission.name)) throw refuse(proposalOver);
}
