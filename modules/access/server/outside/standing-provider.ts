import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import type { AccessTables } from '../access-tables.ts';

/** A provider that is on; refuses with `providerOff` otherwise. */
export async function standingProvider({ db }: Pick<QueryContext<AccessTables>, 'db'>, providerId: string) {
  const provider = await db
    .selectFrom('access.outside_provider')
    .selectAll()
    .where('id', '=', providerId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!provider) throw refuse(failures.providerOff);
  return provider;
}
