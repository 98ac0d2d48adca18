import type { CommandContext } from '#kernel/server/context.ts';
import { outsideAccountChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';

/** Takes away links of a person to accounts elsewhere, one or all; gives how many there were. */
export async function unlinkAccounts(
  context: CommandContext<AccessTables>,
  personId: string,
  accountId?: string,
): Promise<number> {
  const removed = await context.db
    .updateTable('access.outside_account')
    .set({ removed_at: context.now.toString() })
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .$if(accountId !== undefined, (query) => query.where('id', '=', accountId ?? ''))
    .returning('provider_id')
    .execute();
  for (const { provider_id: providerId } of removed)
    context.emit(outsideAccountChanged, { personId, providerId, what: 'unlinked' });
  return removed.length;
}
