import type { CommandContext } from '#kernel/server/context.ts';
import { separationChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { separationExpires } from './separation-expires.ts';

/** Writes what became of a proposal to separate the three, or to end it, and tells it. `by`: who decided; null: time did. */
export async function endSeparationProposal(
  context: CommandContext<AccessTables>,
  proposal: { readonly id: string; readonly separated: boolean; readonly proposed_by: string },
  outcome: 'carriedOut' | 'refused' | 'withdrawn' | 'expired',
  by: string | null,
): Promise<void> {
  const { id, separated, proposed_by: proposedBy } = proposal;
  await context.db
    .updateTable('access.separation_proposal')
    .set({ decided_at: context.now.toString(), decided_by: by, outcome })
    .where('id', '=', id)
    .execute();
  await context.unschedule(separationExpires, id);
  context.about('separation', id);
  context.emit(separationChanged, { proposalId: id, separated, what: outcome, proposedBy, by });
}
