import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from '../access-tables.ts';
import { outsideAccount } from './outside-account.ts';
import { personFromOutside } from './person-from-outside.ts';
import { standingProvider } from './standing-provider.ts';

/** Who an attempt turned out to be: the person here, by a provider that is still on. */
export async function whoCame(
  context: CommandContext<AccessTables>,
  attempt: { readonly provider_id: string; readonly found: unknown },
) {
  const provider = await standingProvider(context, attempt.provider_id);
  return personFromOutside(context, provider, outsideAccount.parse(attempt.found));
}
