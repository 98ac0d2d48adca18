import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { blocked, warned } from '../contract/failures.ts';
import { circumstancesOf, elsewhere } from './circumstances-of.ts';
import type { Guarding } from './content-tables.ts';
import { findHits, type Hit, piecesOf } from './find-hits.ts';
import { stoppingRules } from './load-rules.ts';
import { sealPieces } from './sealed-pieces.ts';

/** Tries within so many minutes are one finding. */
const sameTry = 10;
/** How long a confirmation holds, in hours. */
export const confirmationHolds = 24;

/** Tells which text was confirmed, by whom, without giving it. */
export const digestOf = (personId: string, text: string): string =>
  createHash('sha256').update(`${personId}\n${text}`).digest('hex');

/**
 * Refuses what a person is about to send where a rule blocks it, or warns and the person hasn't said yet that it is to be
 * sent. `conversationIds`: where it goes; null: to a chat between two; `elsewhere`: no chat.
 */
export async function checkSending(
  context: Guarding,
  conversationIds: readonly (string | null)[] | readonly [typeof elsewhere],
  text: string,
): Promise<void> {
  if (context.actor.kind !== 'person' || text === '') return;
  const rules = await stoppingRules(context);
  if (rules.length === 0) return;
  const { personId } = context.actor;
  const where = [];
  for (const conversationId of new Set(conversationIds)) {
    const found = await circumstancesOf(context, personId, conversationId);
    if (found) where.push(found);
  }
  const hits = findHits(rules, text, where);
  const told = (these: readonly Hit[]) => these.map(({ rule }) => rule.rule.title[context.language]);
  const factsOf = ({ rule, spans }: Hit) => ({
    ruleId: rule.id,
    title: rule.rule.title,
    category: rule.rule.category,
    pieces: piecesOf(text, spans).map(({ piece }) => piece),
  });
  const stopped = hits.filter(({ rule }) => rule.rule.action === 'block');
  if (stopped.length > 0) {
    const found = [];
    for (const hit of stopped) {
      const [first = null] = conversationIds;
      const place = first === elsewhere ? null : first;
      const findingId = await keepBlocked(context, personId, place, hit, text);
      found.push({ ...factsOf(hit), findingId });
    }
    throw refuse(blocked, { rules: told(stopped), found });
  }
  const asked = hits.filter(({ rule }) => rule.rule.action === 'warn');
  if (asked.length === 0) return;
  const digest = digestOf(personId, text);
  const confirmed = await confirmedRules(context, personId, digest);
  const open = asked.filter(({ rule }) => confirmed.get(rule.id) !== rule.revision);
  if (open.length === 0) return;
  // All of them: what was confirmed in part would be overwritten.
  const found = asked.map((hit) => ({ ...factsOf(hit), revision: hit.rule.revision }));
  throw refuse(warned, { rules: told(asked), digest, found });
}

/** What this person said of this text: rule → the revision that warned. */
export async function confirmedRules(
  context: Pick<Guarding, 'db' | 'now'>,
  personId: string,
  digest: string,
): Promise<ReadonlyMap<string, number>> {
  const since = context.now.subtract({ hours: confirmationHolds }).toString();
  const { rows } = await sql<{ rules: { ruleId: string; revision: number }[] }>`
    select rules from content.confirmation
    where person_id = ${personId}::uuid and digest = ${digest} and at > ${since}::timestamptz`.execute(context.db);
  return new Map(rows[0]?.rules.map(({ ruleId, revision }) => [ruleId, revision]) ?? []);
}

/** Keeps that something was blocked, though the sending is undone. The same again within minutes is another try of it. */
async function keepBlocked(
  context: Guarding,
  personId: string,
  conversationId: string | null,
  { rule, spans }: Hit,
  text: string,
): Promise<string> {
  const place = conversationId ?? '00000000-0000-0000-0000-000000000000';
  const since = context.now.subtract({ minutes: sameTry }).toString();
  const { rows } = await sql<{ id: string }>`
    select id from content.finding where person_id = ${personId}::uuid and rule_id = ${rule.id}::uuid
      and conversation_id = ${place}::uuid and outcome = 'blocked' and judgement is null and at > ${since}::timestamptz
    order by id desc limit 1`.execute(context.db);
  const held = rows[0]?.id;
  if (held !== undefined) {
    context.evenIfRefused(async (db) => {
      await sql`update content.finding set tries = tries + 1 where id = ${held}::uuid`.execute(db);
    });
    return held;
  }
  const findingId = context.newId();
  const sealed = await sealPieces(context, findingId, personId, piecesOf(text, spans));
  const { title, category } = rule.rule;
  context.evenIfRefused(async (db) => {
    await sql`
      insert into content.finding (id, rule_id, rule_title, category, action, outcome, person_id, employer_id, conversation_id, at,
        found, sealed, told)
      select ${findingId}::uuid, ${rule.id}::uuid, ${JSON.stringify(title)}::jsonb, ${category}, 'block', 'blocked', p.id, p.employer_id,
        ${place}::uuid, ${context.now.toString()}::timestamptz, ${spans.length}::int, ${sealed}::jsonb, false
      from directory.published_person p where p.id = ${personId}::uuid`.execute(db);
  });
  return findingId;
}
