import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { decideProposal } from '../visibility/decide-proposal.ts';
import { visibilityExpires } from '../visibility/visibility-expires.ts';

/** A change of who sees what that nobody agreed to in time never holds. */
export const expireVisibilityProposal = onTimer<DirectoryViews>()(
  visibilityExpires,
  async (context, { proposalId }) => {
    const { rows } = await sql<{ id: string; rule_id: string; proposed_by: string }>`
    select id, rule_id, proposed_by from directory.visibility_proposal
    where id = ${proposalId}::uuid and outcome is null for update`.execute(context.db);
    for (const proposal of rows) await decideProposal(context, proposal, { outcome: 'expired', by: null });
  },
);
