import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { articleNotReady, ownProposal } from '../../contract/failures.ts';
import type { ArticleState } from '../../contract/rulebook.ts';
import * as contract from '../../contract/rulebooks.ts';
import { lacksOf } from '../../domain/article-life.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadAdoption, lockArticle } from '../rulebook-rows.ts';

export const answerStateChange = handle<PolicyTables>()(contract.answerStateChange, async (context, input) => {
  const { rows } = await sql<{ article_id: string; to_state: ArticleState; proposed_by: string }>`
    select article_id, to_state, proposed_by from policy.state_change
    where id = ${input.changeId}::uuid and answer is null`.execute(context.db);
  const change = rows[0];
  if (!change) throw refuse(notFound);
  const article = await lockArticle(context, change.article_id);
  requireManager(context, article.employer_id);
  const by = context.person().personId;
  if (by === change.proposed_by) throw refuse(ownProposal);
  if (input.approve && change.to_state === 'inForce') {
    const lacks = lacksOf(article, await loadAdoption(context, article.rulebook_id));
    if (lacks.length > 0) throw refuse(articleNotReady, { lacks });
  }
  const now = context.now.toString();
  const answered = await sql`update policy.state_change set answer = ${input.approve ? 'approved' : 'refused'},
      answered_by = ${by}, answered_at = ${now}
    where id = ${input.changeId}::uuid and answer is null returning id`.execute(context.db);
  if (answered.rows.length === 0) throw refuse(notFound);
  if (input.approve) {
    await sql`update policy.article set state = ${change.to_state}, state_since = ${now}, revision = revision + 1
      where id = ${article.id}::uuid`.execute(context.db);
  }
  await keepEvidence(context, {
    kind: 'policy.articleChangeAnswered',
    about: `article:${article.id}`,
    record: { from: article.state, to: change.to_state, approved: input.approve, proposedBy: change.proposed_by, by },
  });
  announceRulebook(context, { id: article.rulebook_id, employer_id: article.employer_id });
  return {};
});
