import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/grants.ts';
import type { AccessTables } from '../access-tables.ts';
import { decideProposal } from '../grants/decide-proposal.ts';

export const withdrawGrant = handle<AccessTables>()(contract.withdrawGrant, async (context, { proposalId }) => {
  const { personId } = context.person();
  const proposal = await context.db
    .selectFrom('access.grant_proposal')
    .selectAll()
    .where('id', '=', proposalId)
    .where('proposed_by', '=', personId)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!proposal) throw refuse(notFound);
  await decideProposal(context, proposal, { outcome: 'withdrawn', by: personId });
  return {};
});
