import type { Transaction } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import type { AccessTables } from './access-tables.ts';

/** A role at the revision that the actor saw, locked. */
export async function loadRole(db: Transaction<AccessTables>, roleId: string, revision: number) {
  const role = await db
    .selectFrom('access.role')
    .selectAll()
    .where('id', '=', roleId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!role) throw refuse(notFound);
  if (role.revision !== revision) throw refuse(changedMeanwhile);
  return role;
}
