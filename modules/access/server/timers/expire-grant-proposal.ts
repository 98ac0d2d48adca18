import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { decideProposal } from '../grants/decide-proposal.ts';
import { grantProposalExpires } from '../grants/grant-timers.ts';

/** A change that nobody agreed to in time never holds. */
export const expireGrantProposal = onTimer<AccessTables>()(grantProposalExpires, async (context, { proposalId }) => {
  const proposal = await context.db
    .selectFrom('access.grant_proposal')
    .selectAll()
    .where('id', '=', proposalId)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (proposal) await decideProposal(context, proposal, { outcome: 'expired', by: null });
});
