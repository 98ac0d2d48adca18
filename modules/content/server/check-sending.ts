import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { blocked, warned } from '../contract/failures.ts';
import type { Circumstances } from '../domain/in-scope.ts';
import { circumstancesOf, elsewhere } from './circumstances-of.ts';
import type { Guarding } from './content-tables.ts';
import { findHits, type Hit, piecesOf } from './find-hits.ts';
import { activeRules, stoppingRules } from './load-rules.ts';
import { recordHit } from './record-hit.ts';
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
 * sent. `conversationIds`: where it goes; null: to a chat between two; `elsewhere`: no chat, where what is only recorded is recorded
 * at once, in the command's own transaction: no event holds the text, so nobody could look at it afterwards.
 */
export async function checkSending(
  context: Guarding,
  conversationIds: readonly (string | null)[] | readonly [typeof elsewhere],
  text: string,
): Promise<void> {
  if (context.actor.kind !== 'person' || text === '') return;
  const isElsewhere = conversationIds[0] === elsewhere;
  const rules = isElsewhere ? await activeRules(context) : await stoppingRules(context);
  if (rules.length === 0) return;
  const { personId } = context.actor;
  const where = [];
  for (const conversationId of new Set(conversationIds)) {
    const found = await circumstancesOf(context, personId, conversationId);
    if (found) where.push(found);
  }
  const all = findHits(rules, text, where);
  const hits = all.filter(({ rule }) => rule.state === 'enforce');
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
      const findingId = await keepBlocked(context, personId, first, where[0]?.place ?? 'direct', hit, text);
      found.push({ ...factsOf(hit), findingId });
    }
    throw refuse(blocked, { rules: told(stopped), found });
  }
  const asked = hits.filter(({ rule }) => rule.rule.action === 'warn');
  if (asked.length === 0 && !isElsewhere) return;
  const digest = digestOf(personId, text);
  const confirmed = await confirmedRules(context, personId, digest);
  const open = asked.filter(({ rule }) => confirmed.get(rule.id) !== rule.revision);
  if (open.length === 0) {
    if (isElsewhere) await keepDelivered(context, personId, all, confirmed, text);
    return;
  }
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

/** Stands where a finding is of no conversation that exists. */
const noConversation = '00000000-0000-0000-0000-000000000000';

/** Keeps what was found outside of chats and stopped nobody: rules that record, warnings that the person confirmed; observed ones are counted. */
async function keepDelivered(
  context: Guarding,
  personId: string,
  hits: readonly Hit[],
  confirmed: ReadonlyMap<string, number>,
  text: string,
): Promise<void> {
  const at = context.now.toString();
  for (const hit of hits) {
    const made = await recordHit(context, hit, { personId, text, at, confirmed });
    if (!made) continue;
    const { findingId, outcome, sealed } = made;
    const { rule, spans } = hit;
    const { action, category, title } = rule.rule;
    await sql`
      insert into content.finding (id, rule_id, rule_title, category, action, outcome, place, person_id, employer_id, conversation_id, at,
        found, sealed, told)
      select ${findingId}::uuid, ${rule.id}::uuid, ${JSON.stringify(title)}::jsonb, ${category}, ${action}, ${outcome}, 'elsewhere',
        p.id, p.employer_id, ${noConversation}::uuid, ${at}::timestamptz, ${spans.length}::int, ${sealed}::jsonb, false
      from directory.published_person p where p.id = ${personId}::uuid`.execute(context.db);
  }
}

/** Keeps that something was blocked, though the sending is undone. The same again within minutes is another try of it. */
async function keepBlocked(
  context: Guarding,
  personId: string,
  conversationId: string | null,
  place: Circumstances['place'],
  { rule, spans }: Hit,
  text: string,
): Promise<string> {
  const conversation = conversationId === null || conversationId === elsewhere ? noConversation : conversationId;
  const since = context.now.subtract({ minutes: sameTry }).toString();
  const { rows } = await sql<{ id: string }>`
    select id from content.finding where person_id = ${personId}::uuid and rule_id = ${rule.id}::uuid
      and conversation_id = ${conversation}::uuid and place = ${place} and outcome = 'blocked' and judgement is null and at > ${since}::timestamptz
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
      insert into content.finding (id, rule_id, rule_title, category, action, outcome, place, person_id, employer_id, conversation_id, at,
        found, sealed, told)
      select ${findingId}::uuid, ${rule.id}::uuid, ${JSON.stringify(title)}::jsonb, ${category}, 'block', 'blocked', ${place}, p.id, p.employer_id,
        ${conversation}::uuid, ${context.now.toString()}::timestamptz, ${spans.length}::int, ${sealed}::jsonb, false
      from directory.published_person p where p.id = ${personId}::uuid`.execute(db);
  });
  return findingId;
}
