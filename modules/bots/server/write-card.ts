import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { postAsApplication } from '#modules/messaging/contract/application-chats.ts';
import { postCard } from '#modules/messaging/contract/cards.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { CardContent } from '../contract/card.ts';
import { nobodyToTell } from '../contract/failures.ts';
import { cardArrived } from '../contract/notices.ts';
import { speaking } from './application-rows.ts';
import type { Command } from './bots-tables.ts';
import { announceCard, type StoredCard } from './card-rows.ts';

interface NewCard {
  readonly applicationId: string | null;
  readonly sender: string;
  readonly content: CardContent;
  readonly operations: StoredCard['operations'];
  readonly conversationIds: readonly string[];
  readonly personIds: readonly string[];
  /** Of a card that others have already: these get it too. */
  readonly cardId?: string | undefined;
}

/**
 * Sends a card: a message in each group; to each person one in the conversation with the application, or a notice of a module's.
 * Gives its id, and how many of the people it went to.
 */
export async function writeCard(context: Command, card: NewCard): Promise<{ cardId: string; posted: number }> {
  const { sender, content } = card;
  const conversationIds = [...new Set(card.conversationIds)].sort();
  const personIds = [...new Set(card.personIds)];
  if (conversationIds.length + personIds.length === 0) throw refuse(nobodyToTell);
  const cardId = card.cardId ?? context.newId();
  if (card.cardId === undefined)
    await sql`
    insert into bots.card (id, application_id, sender, at, content, operations)
    values (${cardId}::uuid, ${card.applicationId}::uuid, ${sender}, ${context.now.toString()}::timestamptz,
      ${JSON.stringify(content)}::jsonb, ${JSON.stringify(card.operations)}::jsonb)`.execute(context.db);
  await sql`insert into bots.card_group (card_id, conversation_id)
    select ${cardId}::uuid, id from unnest(${sql.val(conversationIds)}::uuid[]) as g(id)`.execute(context.db);
  await sql`insert into bots.card_person (card_id, person_id)
    select ${cardId}::uuid, id from unnest(${sql.val(personIds)}::uuid[]) as p(id)`.execute(context.db);
  const said = { kind: 'appCard', body: { cardId, from: sender, text: content.title } };
  for (const conversationId of conversationIds) await context.callAs(speaking, postCard, { conversationId, ...said });
  const { applicationId } = card;
  let posted = personIds.length;
  if (personIds.length > 0 && applicationId !== null) {
    const sent = await context.callAs(speaking, postAsApplication, { applicationId, name: sender, personIds, ...said });
    posted = sent.posted.length;
  } else if (personIds.length > 0)
    await context.callAs(
      { name: 'bots.tell', permissions: [sendNotices] },
      notify,
      noticeOf(cardArrived, {
        personIds,
        facts: { from: sender, title: content.title },
        about: { type: 'bots.card', id: cardId },
        link: `/bots/cards/${cardId}`,
      }),
    );
  await announceCard(context, cardId, personIds);
  return { cardId, posted };
}
