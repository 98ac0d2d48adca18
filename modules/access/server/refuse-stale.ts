import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { confirmFirst } from '../contract/failures.ts';
import { freshMinutes } from '../contract/settings.ts';
import { isFresh } from '../domain/is-fresh.ts';
import type { AccessTables } from './access-tables.ts';

/** Refuses who hasn't proved lately who he is: a session left open by its owner gives nobody a key of his own. */
export async function refuseStale(
  context: Pick<QueryContext<AccessTables>, 'person' | 'now' | 'setting'>,
): Promise<void> {
  const { freshAt } = context.person();
  if (!isFresh(freshAt, context.now.toString(), await context.setting(freshMinutes))) throw refuse(confirmFirst);
}
