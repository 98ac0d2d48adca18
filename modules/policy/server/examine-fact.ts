import { sql } from 'kysely';
import { noticeOf } from '#modules/notifications/contract/operations.ts';
import { findingMade } from '../contract/events.ts';
import type { Fact } from '../contract/fact.ts';
import { caseFound, found as foundNotice, reminder, ruleStopped } from '../contract/notices.ts';
import { manageRulebooks } from '../contract/permissions.ts';
import { brake, caseDeadlines } from '../contract/settings.ts';
import { finderOf, linkOf } from '../domain/about-fact.ts';
import { brakeStops } from '../domain/brake-stops.ts';
import { type Found, findCase, narrowest, valuesOf } from '../domain/find-case.ts';
import { monthOf } from '../domain/month-of.ts';
import { announceCase } from './announce-case.ts';
import { announceRulebook } from './announce-rulebook.ts';
import { consequenceNow, lapse } from './case-steps.ts';
import { lockCase } from './case-table.ts';
import { caseDue } from './case-timer.ts';
import { circumstancesOf } from './circumstances-of.ts';
import { deadlineAfter } from './deadline-after.ts';
import { historyOf, STANDING } from './history-of.ts';
import { holdEvidence } from './hold-evidence.ts';
import { holdersOf } from './holders-of.ts';
import { keepEvidence } from './keep-evidence.ts';
import type { Command } from './policy-tables.ts';
import { type ArticleRow, loadRulebook, loadSwitches, lockArticle, type RulebookRow } from './rulebook-rows.ts';
import { caseLink, caseSubject, citedFacts, factInWords, tell } from './tell.ts';
import { findDeciders, hasTwoDeciders } from './who-may-decide.ts';

/**
 * Holds a fact against every article of the person's employer, and keeps what the narrowest of them makes of it: once, however
 * often the fact is told (L4). `eventNumber`: the event that told it.
 */
export async function examineFact(context: Command, fact: Fact, eventNumber: number): Promise<void> {
  const known = await sql`select from policy.finding where fact_key = ${fact.key}`.execute(context.db);
  if (known.rows.length > 0) return;
  const { rows } = await sql<{ id: string; rulebook_id: string }>`
    select a.id, a.rulebook_id from policy.article a join policy.rulebook b on b.id = a.rulebook_id
    join directory.published_person p on p.employer_id = b.employer_id
    where p.id = ${fact.personId}::uuid and a.rule is not null and a.state <> 'off' order by a.id`.execute(context.db);
  const tried: { found: Found; narrowness: number; article: ArticleRow; rulebook: RulebookRow; month: string }[] = [];
  for (const { id, rulebook_id } of rows) {
    // The lock puts facts of one article in order, so that each sees the count of the one before.
    const article = await lockArticle(context, id);
    if (!article.rule) continue;
    const rulebook = await loadRulebook(context, rulebook_id);
    const month = monthOf(fact.dueAt, rulebook.time_zone);
    const circumstances = await circumstancesOf(context, fact, {
      id: rulebook.id,
      employerId: rulebook.employer_id,
      revisionNumber: rulebook.revision_number,
      timeZone: rulebook.time_zone,
    });
    const history = await historyOf(context, { articleId: id, personId: fact.personId, month }, STANDING);
    const switches = await loadSwitches(context, rulebook.employer_id, fact.deliveredAt ?? fact.openedAt);
    const amountsOn = switches.some((one) => one.is_on && one.money === article.rule?.money);
    const found = findCase(
      {
        rule: article.rule,
        state: article.state,
        stateSince: Temporal.Instant.from(article.state_since),
        settings: article.settings,
        braked: article.braked_at !== null,
      },
      fact,
      circumstances,
      history,
      amountsOn,
    );
    tried.push({ found, narrowness: article.rule.narrowness, article, rulebook, month });
  }
  const taken = narrowest(tried);
  if (taken) await keepFinding(context, fact, eventNumber, taken);
}

async function keepFinding(
  context: Command,
  fact: Fact,
  eventNumber: number,
  taken: {
    readonly found: Found;
    readonly article: ArticleRow;
    readonly rulebook: RulebookRow;
    readonly month: string;
  },
): Promise<void> {
  const { article, rulebook, month } = taken;
  const found = (await isStopped(context, taken))
    ? { outcome: 'braked' as const, values: valuesOf(fact) }
    : taken.found;
  if (found.outcome === 'nothing') return;
  const findingId = context.newId();
  const now = context.now.toString();
  const consequence = 'consequence' in found ? found.consequence : null;
  const defence = 'defence' in found ? found.defence : null;
  await sql`insert into policy.finding (id, fact_key, fact, event_number, employer_id, article_id, person_id, outcome, defence,
      consequence, month, happened_at, found_at)
    values (${findingId}, ${fact.key}, ${JSON.stringify(fact)}, ${eventNumber}, ${rulebook.employer_id}, ${article.id},
      ${fact.personId}, ${found.outcome}, ${defence}, ${consequence && JSON.stringify(consequence)}, ${month}, ${fact.dueAt},
      ${now})`.execute(context.db);
  await keepEvidence(context, {
    kind: 'policy.findingMade',
    about: `finding:${findingId}`,
    subjectPersonId: fact.personId,
    record: {
      articleId: article.id,
      state: article.state,
      outcome: found.outcome,
      defence,
      values: { ...found.values },
      consequence: consequence && { ...consequence },
      eventNumber,
      fact: JSON.parse(JSON.stringify(fact)),
    },
  });
  context.emit(findingMade, {
    findingId,
    rulebookId: rulebook.id,
    articleId: article.id,
    ownerId: rulebook.owner_id,
    outcome: found.outcome,
    concerned: await holdersOf(context, fact.personId, [manageRulebooks]),
  });
  await tellOwner(context, article, rulebook, findingId);
  if (found.outcome === 'reminded') {
    await tell(
      context,
      noticeOf(reminder, {
        personIds: [fact.personId],
        facts: {
          document: rulebook.head.title,
          articleNumber: article.number,
          articleText: article.text,
          fact: await factInWords(context, fact, rulebook.time_zone),
        },
        about: { type: 'policyFinding', id: findingId },
        link: linkOf(fact),
      }),
    );
  }
  if (found.outcome === 'case') await openCase(context, fact, findingId, taken, found);
}

/** Stops a rule that suddenly finds many, and tells its owner (L11). Only what would cost something is counted. */
async function isStopped(
  context: Command,
  { found, article, rulebook }: { readonly found: Found; readonly article: ArticleRow; readonly rulebook: RulebookRow },
): Promise<boolean> {
  if (found.outcome !== 'case') return false;
  const limits = await context.setting(brake, rulebook.employer_id);
  const today = context.now.toZonedDateTimeISO(rulebook.time_zone).startOfDay();
  const { rows } = await sql<{ today: number; before: number }>`
    select count(*) filter (where found_at >= ${today.toInstant().toString()}::timestamptz)::int as today,
      count(*) filter (where found_at < ${today.toInstant().toString()}::timestamptz)::int as before
    from policy.finding where article_id = ${article.id}::uuid and outcome in ('observed', 'reminded', 'case')
      and found_at >= ${today.subtract({ days: 30 }).toInstant().toString()}::timestamptz`.execute(context.db);
  const counted = { today: (rows[0]?.today ?? 0) + 1, before: rows[0]?.before ?? 0 };
  if (!brakeStops(counted, limits)) return false;
  await sql`update policy.article set braked_at = ${context.now.toString()}, braked_found = ${counted.today}
    where id = ${article.id}::uuid`.execute(context.db);
  announceRulebook(context, rulebook);
  await keepEvidence(context, {
    kind: 'policy.ruleStopped',
    about: `article:${article.id}`,
    record: { articleId: article.id, found: counted.today, usual: counted.before / 30 },
  });
  await tell(
    context,
    noticeOf(ruleStopped, {
      personIds: [rulebook.owner_id],
      facts: { articleNumber: article.number, count: counted.today },
      about: { type: 'policyArticle', id: article.id },
      link: `/policy/rulebooks/${rulebook.id}`,
    }),
  );
  return true;
}

/** The owner hears of an article once a day, not of every finding. */
async function tellOwner(
  context: Command,
  article: ArticleRow,
  rulebook: RulebookRow,
  findingId: string,
): Promise<void> {
  const today = context.now.toZonedDateTimeISO(rulebook.time_zone).startOfDay();
  const { rows } = await sql`
    select from policy.finding where article_id = ${article.id}::uuid and id <> ${findingId}::uuid
      and found_at >= ${today.toInstant().toString()}::timestamptz limit 1`.execute(context.db);
  if (rows.length > 0) return;
  await tell(
    context,
    noticeOf(foundNotice, {
      personIds: [rulebook.owner_id],
      facts: {
        articleNumber: article.number,
        state: article.state,
        day: today.toPlainDate().toString(),
        rulebookId: rulebook.id,
      },
      about: { type: 'policyArticle', id: article.id },
      link: `/policy/rulebooks/${rulebook.id}/observed`,
    }),
  );
}

async function openCase(
  context: Command,
  fact: Fact,
  findingId: string,
  {
    article,
    rulebook,
    month,
  }: { readonly article: ArticleRow; readonly rulebook: RulebookRow; readonly month: string },
  found: Extract<Found, { outcome: 'observed' | 'reminded' | 'case' }>,
): Promise<void> {
  if (!article.rule) throw new Error('a finding without a rule');
  const caseId = context.newId();
  const now = context.now.toString();
  const deadlines = await context.setting(caseDeadlines, rulebook.employer_id);
  const until = await deadlineAfter(context, fact.personId, now, deadlines.deliver);
  const cited = {
    rulebookId: rulebook.id,
    document: rulebook.head.title,
    documentNumber: rulebook.head.documentNumber,
    revisionNumber: rulebook.revision_number,
    articleNumber: article.number,
    articleText: article.text,
    quotation: article.quotation,
    condition: article.rule.condition,
    values: found.values,
    judged: article.rule.judged,
    capPoints: article.settings.capPoints,
  };
  await sql`insert into policy.case_file (id, finding_id, employer_id, article_id, liable_id, month, happened_at, state, cited,
      basis, consequence, points, fen, found_at, due_at, finder_id)
    values (${caseId}, ${findingId}, ${rulebook.employer_id}, ${article.id}, ${fact.personId}, ${month}, ${fact.dueAt}, 'found',
      ${JSON.stringify(cited)}, ${JSON.stringify({ rule: article.rule, settings: article.settings })},
      ${JSON.stringify(found.consequence)}, ${found.consequence.points}, ${found.consequence.fen}, ${now},
      ${until.toString()}, ${finderOf(fact)}::uuid)`.execute(context.db);
  const record = await lockCase(context, caseId);
  await holdEvidence(context, record);
  if (!hasTwoDeciders(await findDeciders(context, record))) {
    await lapse(context, record, 'noDecider');
    return;
  }
  await context.schedule(caseDue, { key: caseId, at: until, input: { caseId } });
  await tell(
    context,
    noticeOf(caseFound, {
      personIds: [fact.personId],
      facts: {
        ...(await citedFacts(context, record)),
        consequence: consequenceNow(record),
        explain: deadlines.explain,
        appeal: deadlines.appeal,
      },
      about: caseSubject(caseId),
      link: caseLink(caseId),
    }),
  );
  await announceCase(context, record);
}
