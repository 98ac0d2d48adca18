import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { lockProposal } from '../lock-proposal.ts';
import { endSeparationProposal } from '../separation/end-separation-proposal.ts';
import { separationExpires } from '../separation/separation-expires.ts';

/** A separation that nobody agreed to in time never comes. */
export const expireSeparationProposal = onTimer<AccessTables>()(separationExpires, async (context, { proposalId }) => {
  const proposal = await lockProposal(context, 'access.separation_proposal', proposalId);
  if (proposal?.outcome === null) await endSeparationProposal(context, proposal, 'expired', null);
});
