import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { type Guard, guard } from '#kernel/server/define-module.ts';
import { postFromApplication } from '#modules/bots/contract/application-chats.ts';
import { changeCard, postBotMessage } from '#modules/bots/contract/operations.ts';
import { addressesOf, textOf, textOfCard } from '#modules/bots/contract/text-of.ts';
import { botBlocked } from '../../contract/failures.ts';
import type { Circumstances } from '../../domain/in-scope.ts';
import { circumstancesOf } from '../circumstances-of.ts';
import type { ContentTables, Guarding } from '../content-tables.ts';
import { findHits } from '../find-hits.ts';
import { stoppingRules } from '../load-rules.ts';

/**
 * Rules hold for bots as for the person who added one. A bot can't be asked, so what people would be asked about is refused
 * too; and since no person said it, nobody has a finding for it: the refusal stands in the audit, with the bot.
 */
const posted = guard<ContentTables>()('content.botPosted', postBotMessage, async (context, { botId, said }) => {
  const rules = await stoppingRules(context);
  if (rules.length === 0) return;
  const { rows } = await sql<{ conversation_id: string; made_by: string }>`
    select conversation_id, made_by from bots.published_bot where id = ${botId}::uuid`.execute(context.db as never);
  const [bot] = rows;
  const where = bot && (await circumstancesOf(context, bot.made_by, bot.conversation_id));
  const text = [textOf(said), ...addressesOf(said)].join('\n');
  const hits = where ? findHits(rules, text, [where]) : [];
  if (hits.length > 0) throw refuse(botBlocked, { rules: hits.map(({ rule }) => rule.rule.title[context.language]) });
});

/** For an application answers who proposed it, or who confirmed it where that person has left, or else whom it writes to. */
async function requireFitFor(
  context: Guarding,
  applicationId: string,
  toPersonIds: readonly string[],
  conversationIds: readonly string[],
  text: string,
): Promise<void> {
  const rules = await stoppingRules(context);
  if (rules.length === 0) return;
  const { rows } = await sql<{ proposed_by: string; confirmed_by: string | null }>`
    select proposed_by, confirmed_by from bots.published_application where id = ${applicationId}::uuid`.execute(
    context.db as never,
  );
  const answering = [rows[0]?.proposed_by, rows[0]?.confirmed_by, toPersonIds[0]].flatMap((id) => id ?? []);
  const where: Circumstances[] = [];
  for (const conversationId of [...conversationIds, ...(toPersonIds.length > 0 ? [null] : [])]) {
    let found: Circumstances | undefined;
    for (const personId of answering) found ??= await circumstancesOf(context, personId, conversationId);
    if (found) where.push(found);
  }
  const hits = findHits(rules, text, where);
  if (hits.length > 0) throw refuse(botBlocked, { rules: hits.map(({ rule }) => rule.rule.title[context.language]) });
}

const postedByApplication = guard<ContentTables>()(
  'content.applicationPosted',
  postFromApplication,
  async (context, { applicationId, said, card, personIds, conversationIds }) => {
    const names = said?.kind === 'file' ? await uploadNames(context, said.fileIds) : [];
    const text = said ? [textOf(said), ...addressesOf(said), ...names].join('\n') : card ? textOfCard(card) : '';
    await requireFitFor(context, applicationId, personIds, conversationIds, text);
  },
);

/** A name tells as much as a text. */
async function uploadNames({ db }: Guarding, fileIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from files.published_upload where id = any(${sql.val(fileIds)}::uuid[])`.execute(db as never);
  return rows.map(({ name }) => name);
}

/** What an application writes over what it sent is read by the same people. */
const changed = guard<ContentTables>()('content.applicationCardChanged', changeCard, async (context, input) => {
  const { applicationId, cardId, content } = input;
  if (applicationId === undefined) return;
  const { rows } = await sql<{ conversation_ids: string[]; person_ids: string[] }>`
    select array(select conversation_id::text from bots.published_card_place where card_id = ${cardId}::uuid and conversation_id is not null)
        as conversation_ids,
      array(select person_id::text from bots.published_card_place where card_id = ${cardId}::uuid and person_id is not null limit 1)
        as person_ids`.execute(context.db as never);
  const { conversation_ids = [], person_ids = [] } = rows[0] ?? {};
  await requireFitFor(context, applicationId, person_ids, conversation_ids, textOfCard(content));
});

export const botsGuards: readonly Guard[] = [posted, postedByApplication, changed];
