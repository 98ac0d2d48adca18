import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { proposalOver, secondPersonNeeded } from '../../contract/failures.ts';
import * as contract from '../../contract/outside-providers.ts';
import { manageOutsideSignIn } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { lockProposal } from '../lock-proposal.ts';
import { carryOutProvider } from '../outside/carry-out-provider.ts';
import { endOutsideProposal } from '../outside/end-outside-proposal.ts';
import { refuseFormer } from '../refuse-former.ts';

export const decideOutsideProvider = handle<AccessTables>()(
  contract.decideOutsideProvider,
  async (context, { proposalId, agree }) => {
    await refuseStale(context);
    const { personId } = context.person();
    const proposal = await lockProposal(context, 'access.outside_proposal', proposalId);
    if (!proposal) throw refuse(notFound);
    if (proposal.outcome !== null) throw refuse(proposalOver);
    const own = proposal.proposed_by === personId;
    if (agree) {
      if (own || proposal.proposed_by === null) throw refuse(secondPersonNeeded);
      await refuseFormer(context, proposal.proposed_by, manageOutsideSignIn);
      await carryOutProvider(context, proposal, { approvedBy: personId, glassId: null });
    }
    await endOutsideProposal(context, proposal, agree ? 'carriedOut' : own ? 'withdrawn' : 'refused', personId);
    return {};
  },
);
