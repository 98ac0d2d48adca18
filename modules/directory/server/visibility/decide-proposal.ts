import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { visibilityProposed } from '../../contract/events.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { visibilityExpires } from './visibility-expires.ts';

/** Writes what became of a proposal, and tells it. `by`: who decided; null: time did. */
export async function decideProposal(
  context: CommandContext<DirectoryViews>,
  proposal: { readonly id: string; readonly rule_id: string; readonly proposed_by: string },
  decided: { outcome: 'carriedOut' | 'refused' | 'withdrawn'; by: string } | { outcome: 'expired'; by: null },
): Promise<void> {
  await sql`
    update directory.visibility_proposal set decided_at = ${context.now.toString()}::timestamptz,
      decided_by = ${decided.by}::uuid, outcome = ${decided.outcome}
    where id = ${proposal.id}::uuid`.execute(context.db);
  await context.unschedule(visibilityExpires, proposal.id);
  context.about('visibilityRule', proposal.rule_id);
  context.emit(visibilityProposed, {
    proposalId: proposal.id,
    what: decided.outcome,
    proposedBy: proposal.proposed_by,
    by: decided.by,
  });
}
