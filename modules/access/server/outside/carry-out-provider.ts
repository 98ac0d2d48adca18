import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import type { AccessTables, OutsideProposalTable } from '../access-tables.ts';
import { lookAtProvider } from './look-at-provider.ts';

/** What was proposed holds from now on, and the provider is looked at. Refuses where it has changed since it was proposed. */
export async function carryOutProvider(
  context: CommandContext<AccessTables>,
  proposal: OutsideProposalTable,
  by: { readonly approvedBy: string | null; readonly glassId: string | null },
): Promise<void> {
  const { provider_id: id, revision } = proposal;
  const values = {
    name: proposal.name,
    active: true,
    options: JSON.stringify(proposal.options),
    changed_at: context.now.toString(),
    changed_by: proposal.proposed_by,
    approved_by: by.approvedBy,
    glass_id: by.glassId,
    stopped_by: null,
    tested_at: null,
    test_error: null,
    metadata: null,
    ...(proposal.secret === null ? {} : { secret: JSON.stringify(proposal.secret) }),
  };
  if (revision === 0) {
    await context.db
      .insertInto('access.outside_provider')
      .values({ secret: null, ...values, id, kind: proposal.kind, revision: 1 })
      .execute();
  } else {
    const changed = await context.db
      .updateTable('access.outside_provider')
      .set({ ...values, revision: revision + 1 })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .executeTakeFirst();
    if (changed.numUpdatedRows !== 1n) throw refuse(failures.providerChanged);
  }
  await lookAtProvider(context, id);
}
