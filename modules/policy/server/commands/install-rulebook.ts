import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { alreadyInstalled } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import { shippedPacks } from '../packs/shipped-packs.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const installRulebook = handle<PolicyTables>()(contract.installRulebook, async (context, input) => {
  requireManager(context, input.employerId);
  const pack = shippedPacks.find(({ code }) => code === input.pack);
  const known = await sql`select from directory.published_person p, directory.published_employer e
    where p.id = ${input.ownerId}::uuid and p.active and e.id = ${input.employerId}::uuid`.execute(context.db);
  if (!pack || known.rows.length === 0) throw refuse(notFound);
  const rulebookId = context.newId();
  const now = context.now.toString();
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  const made = await sql`insert into policy.rulebook
      (id, employer_id, pack, pack_version, head, revision_number, owner_id, installed_by, installed_at)
    values (${rulebookId}, ${input.employerId}, ${pack.code}, ${pack.version}, ${JSON.stringify(pack.head)},
      ${pack.head.revisionNumber}, ${input.ownerId}, ${by}, ${now})
    on conflict (employer_id, pack) do nothing returning id`.execute(context.db);
  if (made.rows.length === 0) throw refuse(alreadyInstalled);
  for (const [place, article] of pack.articles.entries()) {
    await sql`insert into policy.article (id, rulebook_id, place, number, text, quotation, rule, state, state_since, settings)
      values (${context.newId()}, ${rulebookId}, ${place}, ${JSON.stringify(article.number)}, ${JSON.stringify(article.text)},
        ${article.quotation && JSON.stringify(article.quotation)}, ${article.rule && JSON.stringify(article.rule)},
        ${article.rule ? 'observe' : 'off'}, ${now}, ${JSON.stringify(article.proposedSettings)})`.execute(context.db);
  }
  await keepEvidence(context, {
    kind: 'policy.rulebookInstalled',
    about: `rulebook:${rulebookId}`,
    record: { pack: pack.code, version: pack.version, employerId: input.employerId, ownerId: input.ownerId, by },
  });
  announceRulebook(context, { id: rulebookId, employer_id: input.employerId });
  return { rulebookId };
});
