import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { lockProposal } from '../lock-proposal.ts';
import { endOutsideProposal } from '../outside/end-outside-proposal.ts';
import { outsideProposalExpires } from '../outside/outside-proposal-expires.ts';

/** A provider that nobody agreed to in time never comes. */
export const expireOutsideProposal = onTimer<AccessTables>()(
  outsideProposalExpires,
  async (context, { proposalId }) => {
    const proposal = await lockProposal(context, 'access.outside_proposal', proposalId);
    if (proposal?.outcome === null) await endOutsideProposal(context, proposal, 'expired', null);
  },
);
