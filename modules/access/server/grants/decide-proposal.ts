import type { CommandContext } from '#kernel/server/context.ts';
import { grantProposalChanged } from '../../contract/events.ts';
import type { AccessTables, GrantProposalTable } from '../access-tables.ts';
import { grantProposalExpires } from './grant-timers.ts';

/** Writes what became of a proposal, and tells it. `by`: who decided; null: time did. */
export async function decideProposal(
  context: CommandContext<AccessTables>,
  proposal: Pick<GrantProposalTable, 'id' | 'kind' | 'role_id' | 'person_id' | 'post_id' | 'proposed_by'>,
  decided: { outcome: NonNullable<GrantProposalTable['outcome']>; by: string | null; note?: string | undefined },
): Promise<void> {
  await context.db
    .updateTable('access.grant_proposal')
    .set({
      decided_at: context.now.toString(),
      decided_by: decided.by,
      outcome: decided.outcome,
      note: decided.note ?? null,
    })
    .where('id', '=', proposal.id)
    .execute();
  await context.unschedule(grantProposalExpires, proposal.id);
  context.about('grantProposal', proposal.id);
  context.emit(grantProposalChanged, {
    proposalId: proposal.id,
    kind: proposal.kind,
    roleId: proposal.role_id,
    personId: proposal.person_id,
    postId: proposal.post_id,
    proposedBy: proposal.proposed_by,
    what: decided.outcome,
    by: decided.by,
    alone: false,
  });
}
