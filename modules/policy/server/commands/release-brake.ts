import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/rulebooks.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { lockArticle } from '../rulebook-rows.ts';

export const releaseBrake = handle<PolicyTables>()(contract.releaseBrake, async (context, { articleId, reason }) => {
  const article = await lockArticle(context, articleId);
  requireManager(context, article.employer_id);
  if (article.braked_at === null) return {};
  await sql`update policy.article set braked_at = null, braked_found = null, revision = revision + 1
    where id = ${article.id}::uuid`.execute(context.db);
  await keepEvidence(context, {
    kind: 'policy.brakeReleased',
    about: `article:${article.id}`,
    record: { stoppedAt: article.braked_at, reason, by: context.person().personId },
  });
  announceRulebook(context, { id: article.rulebook_id, employer_id: article.employer_id });
  return {};
});
