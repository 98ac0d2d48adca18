import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { fieldOwned } from '../../contract/failures.ts';
import { fieldOwners, ownedElsewhere } from '../../contract/field-owner.ts';

/**
 * Refuses to change what comes from another system, whoever it is but that system's own process (D14). `process`: of who writes
 * where it isn't the actor: an approved HR file is applied by a person.
 */
export async function refuseOwned(
  context: Pick<QueryContext<never>, 'setting' | 'actor'>,
  employerId: string,
  fields: readonly string[],
  process: string | undefined = context.actor.kind === 'system' ? context.actor.process : undefined,
): Promise<void> {
  const owners = await context.setting(fieldOwners, employerId);
  const owned = ownedElsewhere(owners, fields, process);
  if (owned.length > 0) throw refuse(fieldOwned, { fields: owned });
}
