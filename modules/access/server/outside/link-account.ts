import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { outsideAccountChanged } from '../../contract/events.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import type { AccessTables } from '../access-tables.ts';
import type { OutsideAccount } from './outside-account.ts';

/** Links an account elsewhere to a person. Refuses with `outsideTaken` where either has another link at this provider. */
export async function linkAccount(
  context: CommandContext<AccessTables>,
  link: {
    readonly providerId: string;
    readonly personId: string;
    readonly account: OutsideAccount;
    readonly how: 'claim' | 'own' | 'created';
  },
): Promise<void> {
  const { providerId, personId, account, how } = link;
  const id = context.newId();
  const made = await context.db
    .insertInto('access.outside_account')
    .values({
      id,
      provider_id: providerId,
      subject: account.subject,
      person_id: personId,
      label: account.label,
      how,
      linked_at: context.now.toString(),
      removed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(failures.outsideTaken);
  context.about('outsideAccount', id);
  context.about('person', personId);
  context.emit(outsideAccountChanged, { personId, providerId, what: 'linked' });
}
