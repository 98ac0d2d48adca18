import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { visibilityProposed } from '../../contract/events.ts';
import { visibilityDecided, visibilityNeedsSecond } from '../../contract/failures.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';
import { carryOutVisibility } from '../visibility/visibility-proposal.ts';

export const decideVisibility = handle<DirectoryViews>()(
  contract.decideVisibility,
  async (context, { proposalId, agree }) => {
    const { db } = context;
    const { personId } = context.person();
    const { rows } = await sql<{
      rule_id: string;
      revision: number;
      rule: unknown;
      proposed_by: string;
      outcome: string | null;
      proposer_left: boolean;
    }>`select v.rule_id, v.revision, v.rule, v.proposed_by, v.outcome, p.left_on is not null as proposer_left
      from directory.visibility_proposal v join directory.person p on p.id = v.proposed_by
      where v.id = ${proposalId}::uuid for update of v`.execute(db);
    const [proposal] = rows;
    if (!proposal) throw refuse(notFound);
    if (proposal.outcome !== null) throw refuse(visibilityDecided);
    const own = proposal.proposed_by === personId;
    if (agree && own) throw refuse(visibilityNeedsSecond);
    // Who has left proposes nothing any more.
    if (agree && proposal.proposer_left) throw refuse(visibilityDecided);
    const outcome = agree ? 'carriedOut' : own ? 'withdrawn' : 'refused';
    await sql`
      update directory.visibility_proposal set decided_at = ${context.now.toString()}::timestamptz,
        decided_by = ${personId}::uuid, outcome = ${outcome}
      where id = ${proposalId}::uuid`.execute(db);
    context.about('visibilityRule', proposal.rule_id);
    if (agree) {
      const rule = proposal.rule === null ? null : contract.visibilityRule.parse(proposal.rule);
      const change = { ruleId: proposal.rule_id, revision: proposal.revision, rule };
      await carryOutVisibility(context, change, {
        changedBy: proposal.proposed_by,
        approvedBy: personId,
        glassId: null,
      });
    }
    context.emit(visibilityProposed, { proposalId, what: outcome, by: personId });
    return {};
  },
);
