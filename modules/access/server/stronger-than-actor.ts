import type { CommandContext } from '#kernel/server/context.ts';
import { assignRoles } from '../contract/permissions.ts';
import { resolveReaches } from '../domain/resolve-reach.ts';
import type { AccessTables } from './access-tables.ts';
import { loadHeldRoles } from './held-roles.ts';

/**
 * Of these people, those who hold an important permission that the actor hasn't: whoever could set their password would
 * get it too. Who gives roles in the whole company has all of them at hand anyway.
 */
export async function strongerThanActor(
  context: CommandContext<AccessTables>,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0 || context.reach(assignRoles).company) return new Set();
  const lacking = context.contracts
    .flatMap((module) => module.permissions)
    .filter((permission) => permission.important && !context.may(permission));
  const people = await loadHeldRoles(context.db, personIds, context.now);
  return new Set(people.filter((held) => resolveReaches(lacking, held).size > 0).map((held) => held.personId));
}
