import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { visibilityDecided, visibilityNeedsSecond } from '../../contract/failures.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';
import { decideProposal } from '../visibility/decide-proposal.ts';
import { carryOutVisibility } from '../visibility/visibility-proposal.ts';

export const decideVisibility = handle<DirectoryViews>()(
  contract.decideVisibility,
  async (context, { proposalId, agree }) => {
    const { personId } = context.person();
    const { rows } = await sql<{
      id: string;
      rule_id: string;
      revision: number;
      rule: unknown;
      proposed_by: string;
      outcome: string | null;
    }>`select id, rule_id, revision, rule, proposed_by, outcome from directory.visibility_proposal
      where id = ${proposalId}::uuid for update`.execute(context.db);
    const [proposal] = rows;
    if (!proposal) throw refuse(notFound);
    if (proposal.outcome !== null) throw refuse(visibilityDecided);
    const own = proposal.proposed_by === personId;
    if (agree && own) throw refuse(visibilityNeedsSecond);
    await decideProposal(context, proposal, {
      outcome: agree ? 'carriedOut' : own ? 'withdrawn' : 'refused',
      by: personId,
    });
    if (agree) {
      const rule = proposal.rule === null ? null : contract.visibilityRule.parse(proposal.rule);
      const change = { ruleId: proposal.rule_id, revision: proposal.revision, rule };
      await carryOutVisibility(context, change, {
        changedBy: proposal.proposed_by,
        approvedBy: personId,
        glassId: null,
      });
    }
    return {};
  },
);
