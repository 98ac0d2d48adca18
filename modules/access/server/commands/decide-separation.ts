import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { proposalOver, secondPersonNeeded } from '../../contract/failures.ts';
import { manageRoles } from '../../contract/permissions.ts';
import * as contract from '../../contract/separation.ts';
import type { AccessTables } from '../access-tables.ts';
import { lockProposal } from '../lock-proposal.ts';
import { refuseFormer } from '../refuse-former.ts';
import { carryOutSeparation } from '../separation/carry-out-separation.ts';
import { endSeparationProposal } from '../separation/end-separation-proposal.ts';

export const decideSeparation = handle<AccessTables>()(
  contract.decideSeparation,
  async (context, { proposalId, agree }) => {
    await refuseStale(context);
    const { personId: by } = context.person();
    const proposal = await lockProposal(context, 'access.separation_proposal', proposalId);
    if (!proposal) throw refuse(notFound);
    if (proposal.outcome !== null) throw refuse(proposalOver);
    const { separated, proposed_by: proposedBy } = proposal;
    const own = proposedBy === by;
    if (agree) {
      if (own) throw refuse(secondPersonNeeded);
      await refuseFormer(context, proposedBy, manageRoles);
      await carryOutSeparation(context, separated, { personId: proposedBy, approvedBy: by, glassId: null });
    }
    await endSeparationProposal(context, proposal, agree ? 'carriedOut' : own ? 'withdrawn' : 'refused', by);
    return {};
  },
);
