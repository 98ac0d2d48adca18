import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from '../access-tables.ts';

export interface LockedPackage {
  readonly id: string;
  readonly department_id: string;
  readonly proposed_by: string;
  readonly outcome: 'inForce' | 'refused' | 'expired' | null;
  readonly ended_at: string | null;
}

/** The package, locked for what changes it or gives from it; refused where it isn't the actor's to see. */
export async function lockPackage(
  context: CommandContext<AccessTables>,
  packageId: string,
  within: RawBuilder<SqlBool>,
): Promise<LockedPackage> {
  const { rows } = await sql<LockedPackage>`
    select k.id, k.department_id, k.proposed_by, k.outcome, k.ended_at from access.department_package k
    where k.id = ${packageId}::uuid and ${within} for update of k`.execute(context.db);
  if (!rows[0]) throw refuse(notFound);
  return rows[0];
}
