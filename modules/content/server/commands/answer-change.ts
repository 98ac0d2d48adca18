import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseFormer, refuseStale } from '#modules/access/contract/by-two.ts';
import { ruleChanged } from '../../contract/events.ts';
import { ownProposal } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { manageRules } from '../../contract/permissions.ts';
import { changeExpires } from '../change-expires.ts';
import type { ContentTables } from '../content-tables.ts';

export const answerChange = handle<ContentTables>()(contract.answerChange, async (context, { changeId, approve }) => {
  await refuseStale(context);
  const by = context.person().personId;
  const now = context.now.toString();
  const { rows } = await sql<{ rule_id: string; proposed_by: string; base_revision: number; revision: number }>`
    select c.rule_id, c.proposed_by, c.base_revision, r.revision
    from content.change c join content.rule r on r.id = c.rule_id
    where c.id = ${changeId}::uuid and c.answer is null for update of r, c`.execute(context.db);
  const [change] = rows;
  if (!change) throw refuse(notFound);
  // Whoever proposed may take it back, not confirm it.
  if (approve && change.proposed_by === by) throw refuse(ownProposal);
  if (approve && change.base_revision !== change.revision) throw refuse(changedMeanwhile);
  if (approve) await refuseFormer(context, change.proposed_by, manageRules);
  await sql`update content.change set answer = ${approve ? 'approved' : 'refused'}, answered_by = ${by}::uuid,
    answered_at = ${now}::timestamptz where id = ${changeId}::uuid`.execute(context.db);
  if (approve) {
    await sql`update content.rule r set state = c.state, definition = c.definition, revision = r.revision + 1,
        changed_at = ${now}::timestamptz
      from content.change c where c.id = ${changeId}::uuid and r.id = c.rule_id`.execute(context.db);
  }
  await context.unschedule(changeExpires, changeId);
  context.about('contentRule', change.rule_id);
  context.emit(ruleChanged, { ruleId: change.rule_id });
  return {};
});
