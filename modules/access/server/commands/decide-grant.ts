import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { proposalOver, secondPersonNeeded } from '../../contract/failures.ts';
import * as contract from '../../contract/grants.ts';
import { assignRoles, manageRoles } from '../../contract/permissions.ts';
import type { AccessTables, GrantProposalTable } from '../access-tables.ts';
import { carryOutGrant } from '../grants/carry-out-grant.ts';
import { decideProposal } from '../grants/decide-proposal.ts';
import type { GrantChange } from '../grants/grant-change.ts';
import { refuseFormer } from '../refuse-former.ts';

export const decideGrant = handle<AccessTables>()(contract.decideGrant, async (context, input) => {
  await refuseStale(context);
  const { personId } = context.person();
  const { rows } = await sql<Omit<GrantProposalTable, 'change'> & { change: GrantChange; holds: boolean }>`
    select g.*, exists (select from directory.published_post_holding h
      where h.post_id = g.post_id and h.person_id = ${personId}::uuid) as holds
    from access.grant_proposal g where g.id = ${input.proposalId}::uuid for update of g`.execute(context.db);
  const [proposal] = rows;
  if (!proposal) throw refuse(notFound);
  if (proposal.outcome !== null) throw refuse(proposalOver);
  const { change } = proposal;
  if (input.agree) {
    const own = change.kind === 'give' && (proposal.person_id === personId || proposal.holds);
    if (own || proposal.proposed_by === personId) throw refuse(secondPersonNeeded);
    await refuseFormer(context, proposal.proposed_by, change.kind === 'change' ? manageRoles : assignRoles);
    await carryOutGrant(context, { id: proposal.role_id, revision: proposal.role_revision }, change, {
      personId: proposal.proposed_by,
      approvedBy: personId,
      glassId: null,
    });
  }
  await decideProposal(context, proposal, {
    outcome: input.agree ? 'carriedOut' : 'refused',
    by: personId,
    note: input.note,
  });
  return {};
});
