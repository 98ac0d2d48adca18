import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { capMissing, settingsInForce } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadSwitches, lockArticle } from '../rulebook-rows.ts';

export const fillArticleSettings = handle<PolicyTables>()(contract.fillArticleSettings, async (context, input) => {
  const article = await lockArticle(context, input.articleId);
  requireManager(context, article.employer_id);
  if (article.revision !== input.revision) throw refuse(changedMeanwhile);
  if (article.state === 'inForce') throw refuse(settingsInForce);
  const switches = await loadSwitches(context, article.employer_id, context.now.toString());
  const amountsOn = switches.some((one) => one.is_on && one.money === article.rule?.money);
  if (amountsOn && input.settings.capFen === null) throw refuse(capMissing);
  await sql`update policy.article set settings = ${JSON.stringify(input.settings)}, revision = revision + 1
    where id = ${article.id}::uuid`.execute(context.db);
  await keepEvidence(context, {
    kind: 'policy.settingsFilled',
    about: `article:${article.id}`,
    record: { before: { ...article.settings }, after: { ...input.settings }, by: context.person().personId },
  });
  announceRulebook(context, { id: article.rulebook_id, employer_id: article.employer_id });
  return { revision: article.revision + 1 };
});
