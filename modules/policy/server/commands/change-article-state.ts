import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { articleNotReady, changeIsOpen, stateOutOfOrder } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { lacksOf, stateStep } from '../../domain/article-life.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadAdoption, lockArticle } from '../rulebook-rows.ts';

export const changeArticleState = handle<PolicyTables>()(contract.changeArticleState, async (context, input) => {
  const article = await lockArticle(context, input.articleId);
  requireManager(context, article.employer_id);
  const by = context.person().personId;
  const now = context.now.toString();
  const step = stateStep(article.state, input.to);
  if (step === 'refused') throw refuse(stateOutOfOrder);
  if (step === 'up' && article.rule === null) throw refuse(articleNotReady, { lacks: ['rule'] });
  if (input.to === 'inForce') {
    const lacks = lacksOf(article, await loadAdoption(context, article.rulebook_id));
    if (lacks.length > 0) throw refuse(articleNotReady, { lacks });
  }
  const open = await sql<{ id: string }>`
    select id from policy.state_change where article_id = ${article.id}::uuid and answer is null`.execute(context.db);
  if (step === 'up' && open.rows.length > 0) throw refuse(changeIsOpen);
  if (step === 'down') {
    // A change upwards that waits was proposed for another state.
    await sql`update policy.state_change set answer = 'fallen', answered_at = ${now}
      where article_id = ${article.id}::uuid and answer is null`.execute(context.db);
    await sql`update policy.article set state = ${input.to}, state_since = ${now}, revision = revision + 1
      where id = ${article.id}::uuid`.execute(context.db);
  }
  await sql`insert into policy.state_change (id, article_id, from_state, to_state, reason, proposed_by, proposed_at, answer, answered_at)
    values (${context.newId()}, ${article.id}, ${article.state}, ${input.to}, ${input.reason}, ${by}, ${now},
      ${step === 'down' ? 'lowered' : null}, ${step === 'down' ? now : null})`.execute(context.db);
  await keepEvidence(context, {
    kind: step === 'down' ? 'policy.articleLowered' : 'policy.articleChangeProposed',
    about: `article:${article.id}`,
    record: { from: article.state, to: input.to, reason: input.reason, by },
  });
  announceRulebook(context, { id: article.rulebook_id, employer_id: article.employer_id });
  return { done: step === 'down' };
});
