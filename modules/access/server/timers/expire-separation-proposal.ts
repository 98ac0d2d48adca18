import { onTimer } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSeparationProposal } from '../separation/end-separation-proposal.ts';
import { separationExpires } from '../separation/separation-expires.ts';

/** A separation that nobody agreed to in time never comes. */
export const expireSeparationProposal = onTimer<AccessTables>()(separationExpires, async (context, { proposalId }) => {
  const proposal = await context.db
    .selectFrom('access.separation_proposal')
    .selectAll()
    .where('id', '=', proposalId)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (proposal) await endSeparationProposal(context, proposal, 'expired', null);
});
