import { refuse } from '#kernel/contract/failure.ts';
import { confirmFirst } from '#modules/access/contract/failures.ts';
import { freshMinutes } from '#modules/access/contract/settings.ts';
import type { Command } from './integrations-tables.ts';

/** Refuses who hasn't proved lately who he is: a session left open gives nobody a key. */
export async function refuseStale(context: Command): Promise<void> {
  const since = context.now.since(Temporal.Instant.from(context.person().freshAt));
  if (since.total('minutes') > (await context.setting(freshMinutes))) throw refuse(confirmFirst);
}
