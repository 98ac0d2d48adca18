import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { type ArticleState, moneyKind } from '../../contract/rulebook.ts';
import * as contract from '../../contract/rulebooks.ts';
import { lacksOf } from '../../domain/article-life.ts';
import { mayManage } from '../may-manage.ts';
import { namesOf } from '../names-of.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadAdoption, loadArticles, loadRulebook, loadSwitches } from '../rulebook-rows.ts';

interface ChangeRow {
  readonly id: string;
  readonly article_id: string;
  readonly from_state: ArticleState;
  readonly to_state: ArticleState;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly answer: 'lowered' | 'approved' | 'refused' | 'fallen' | null;
  readonly answered_by: string | null;
  readonly answered_at: string | null;
}

export const readRulebook = handle<PolicyTables>()(contract.readRulebook, async (context, { rulebookId }) => {
  const { personId, employerId } = context.person();
  const { db } = context;
  const rulebook = await loadRulebook(context, rulebookId);
  const manages = mayManage(context, rulebook.employer_id);
  const isMine = rulebook.employer_id === employerId;
  if (!isMine && !manages && rulebook.owner_id !== personId) throw refuse(notFound);
  const [adoption, articles, switches] = [
    await loadAdoption(context, rulebookId),
    await loadArticles(context, rulebookId),
    await loadSwitches(context, rulebook.employer_id, context.now.toString()),
  ];
  const { rows: changes } = await sql<ChangeRow>`
    select c.* from policy.state_change c join policy.article a on a.id = c.article_id
    where a.rulebook_id = ${rulebookId}::uuid order by c.proposed_at desc`.execute(db);
  const { rows: acknowledged } = await sql<{ mine: string | null; done: number; of: number }>`
    select (select at from policy.acknowledgement where rulebook_id = ${rulebookId}::uuid
        and revision_number = ${rulebook.revision_number} and person_id = ${personId}::uuid) as mine,
      (select count(*)::int from policy.acknowledgement k join directory.published_person p on p.id = k.person_id and p.active
        where k.rulebook_id = ${rulebookId}::uuid and k.revision_number = ${rulebook.revision_number}
          and p.employer_id = ${rulebook.employer_id}::uuid) as done,
      (select count(*)::int from directory.published_person p where p.active and p.employer_id = ${rulebook.employer_id}::uuid) as of`.execute(
    db,
  );
  const names = await namesOf(context, [
    rulebook.owner_id,
    ...adoption.map((step) => step.recorded_by),
    ...switches.map((one) => one.switched_by),
    ...changes.flatMap((one) => [one.proposed_by, one.answered_by]),
  ]);
  const mineAt = acknowledged[0]?.mine ?? null;
  return {
    id: rulebookId,
    employer: { id: rulebook.employer_id, name: rulebook.employer_name },
    owner: names(rulebook.owner_id),
    head: rulebook.head,
    revision: rulebook.revision_number,
    adoption: adoption.map(({ kind, day, document, details, recorded_by, recorded_at }) => ({
      kind,
      day,
      document,
      details,
      recordedBy: names(recorded_by),
      recordedAt: recorded_at,
    })),
    adopted: adoption.length === 3,
    acknowledgedAt: mineAt,
    acknowledgements: manages ? { done: acknowledged[0]?.done ?? 0, of: acknowledged[0]?.of ?? 0 } : null,
    articles: articles.map((article) => {
      const own = changes.filter((one) => one.article_id === article.id);
      const open = own.find((one) => one.answer === null);
      return {
        id: article.id,
        number: article.number,
        text: article.text,
        quotation: article.quotation,
        rule: article.rule,
        state: article.state,
        stateSince: article.state_since,
        settings: article.settings,
        lacks: article.rule ? lacksOf(article, adoption) : [],
        braked: article.braked_at ? { at: article.braked_at, found: article.braked_found ?? 0 } : null,
        revision: article.revision,
        pending: open
          ? {
              id: open.id,
              to: open.to_state,
              reason: open.reason,
              by: names(open.proposed_by),
              at: open.proposed_at,
              may: manages && open.proposed_by !== personId ? ['answer' as const] : [],
            }
          : null,
        history: own
          .filter((one) => one.answer === 'approved' || one.answer === 'lowered')
          .map((one) => ({
            from: one.from_state,
            to: one.to_state,
            at: one.answered_at ?? one.proposed_at,
            proposedBy: names(one.proposed_by),
            answeredBy: one.answered_by ? names(one.answered_by) : null,
          })),
        may:
          manages && article.rule
            ? [
                'changeState' as const,
                ...(article.state === 'inForce' ? [] : ['fillSettings' as const]),
                ...(article.braked_at ? ['releaseBrake' as const] : []),
              ]
            : [],
      };
    }),
    amounts: moneyKind.options
      .filter((money) => articles.some((article) => article.rule?.money === money))
      .map((money) => {
        const row = switches.find((one) => one.money === money);
        return {
          money,
          on: row?.is_on ?? false,
          by: row ? names(row.switched_by) : null,
          at: row?.at ?? null,
          basis: row?.basis ?? null,
        };
      }),
    may: [
      ...(isMine && mineAt === null && adoption.length === 3 ? ['acknowledge' as const] : []),
      ...(manages ? ['recordAdoption' as const, 'switchAmounts' as const] : []),
      ...(manages || rulebook.owner_id === personId ? ['listObserved' as const] : []),
    ],
  };
});
