import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { decideProposal } from '../grants/decide-proposal.ts';
import { grantProposalExpires } from '../grants/grant-timers.ts';
import { lockProposal } from '../lock-proposal.ts';

/** A change that nobody agreed to in time never holds. */
export const expireGrantProposal = onTimer<AccessTables>()(grantProposalExpires, async (context, { proposalId }) => {
  const proposal = await lockProposal(context, 'access.grant_proposal', proposalId);
  if (proposal?.outcome === null) await decideProposal(context, proposal, { outcome: 'expired', by: null });
});
