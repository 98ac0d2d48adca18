import type { CommandContext } from '#kernel/server/context.ts';
import { outsideProviderChanged } from '../../contract/events.ts';
import type { AccessTables, OutsideProposalTable } from '../access-tables.ts';
import { outsideProposalExpires } from './outside-proposal-expires.ts';

/** Writes what became of a proposed provider, and tells it. `by`: who decided; null: time did. */
export async function endOutsideProposal(
  context: CommandContext<AccessTables>,
  proposal: Pick<OutsideProposalTable, 'id' | 'provider_id' | 'proposed_by'>,
  outcome: NonNullable<OutsideProposalTable['outcome']>,
  by: string | null,
): Promise<void> {
  const { id, provider_id: providerId, proposed_by: proposedBy } = proposal;
  await context.db
    .updateTable('access.outside_proposal')
    .set({
      decided_at: context.now.toString(),
      decided_by: by,
      outcome,
      // Nobody needs a secret that never came to hold.
      ...(outcome === 'carriedOut' ? {} : { secret: null }),
    })
    .where('id', '=', id)
    .execute();
  await context.unschedule(outsideProposalExpires, id);
  context.about('outsideProvider', providerId);
  context.emit(outsideProviderChanged, { providerId, what: outcome, proposedBy, by });
}
