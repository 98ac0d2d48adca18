import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { lastAdministrator } from '../contract/failures.ts';
import { assignRoles } from '../contract/permissions.ts';
import { resolveReaches } from '../domain/resolve-reach.ts';
import type { AccessTables } from './access-tables.ts';
import { loadHeldRoles } from './held-roles.ts';

/** Whether somebody who can sign in may give roles in the whole company, without an end in sight. */
async function somebodyAdministers(context: CommandContext<AccessTables>): Promise<boolean> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct h.person_id from (
      select a.person_id, a.valid_to from access.role_assignment a where a.person_id is not null and a.ended_at is null
      union all
      select h.person_id, a.valid_to from access.role_assignment a
      join directory.published_post_holding h on h.post_id = a.post_id where a.ended_at is null
    ) h
    join access.credential c on c.person_id = h.person_id
    where h.valid_to is null`.execute(context.db);
  const people = await loadHeldRoles(
    context.db,
    rows.map((row) => row.person_id),
    context.now,
  );
  return people.some((held) => resolveReaches([assignRoles], held).get(assignRoles.name)?.company);
}

/**
 * Makes a change to who may do what, and refuses it when nobody is left after it who can give roles. Two such changes come
 * one after the other, so that they can't each rely on the administrator that the other one takes away.
 */
export async function keepingAnAdministrator(
  context: CommandContext<AccessTables>,
  change: () => Promise<void>,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('access.administration', 0))`.execute(context.db);
  const before = await somebodyAdministers(context);
  await change();
  if (before && !(await somebodyAdministers(context))) throw refuse(lastAdministrator);
}
