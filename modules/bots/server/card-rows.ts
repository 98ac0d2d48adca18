import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CardContent, CardRow } from '../contract/card.ts';
import { cardChanged } from '../contract/events.ts';
import type { Command, Query } from './bots-tables.ts';

/** A card as its row has it. */
export interface StoredCard {
  id: string;
  application_id: string | null;
  sender: string;
  at: string;
  changed_at: string | null;
  content: CardContent;
  operations: Record<string, { operation: string; input: Record<string, unknown> }>;
  pressed_button: string | null;
  pressed_label: string | null;
  pressed_by: string | null;
  presser: string | null;
  pressed_at: string | null;
  outside: 'waiting' | 'told' | 'failed' | null;
}

/** Cards of the condition on `c` that this person gets, by name or as a member of a group; newest first. */
export async function cardsOf(
  db: Query['db'] | Command['db'],
  personId: string,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<StoredCard[]> {
  const { rows } = await sql<StoredCard>`
    select c.*, p.name as presser, t.state as outside from bots.card c
    left join directory.published_person p on p.id = c.pressed_by left join bots.press_call t on t.card_id = c.id
    where ${which} and (exists (select from bots.card_person o where o.card_id = c.id and o.person_id = ${personId}::uuid)
      or exists (select from bots.card_group g
        join messaging.published_member m on m.conversation_id = g.conversation_id and m.person_id = ${personId}::uuid
        where g.card_id = c.id))
    order by c.id desc limit ${limit}`.execute(db as never);
  return rows;
}

/** The card as people see it. */
export const shownCard = (row: StoredCard): CardRow => ({
  cardId: row.id,
  from: row.sender,
  outside: row.application_id !== null,
  at: row.at,
  changedAt: row.changed_at,
  content: row.content,
  pressed:
    row.pressed_button === null || row.pressed_by === null || row.pressed_at === null
      ? null
      : {
          button: row.pressed_button,
          label: row.pressed_label ?? '',
          by: { id: row.pressed_by, name: row.presser ?? '' },
          at: row.pressed_at,
          outside: row.outside,
        },
});

/** Tells those who get a card that it isn't what it was: everybody, or of the people only these, where it is new to them. */
export async function announceCard(context: Command, cardId: string, only?: readonly string[]): Promise<void> {
  const groups = await sql<{ id: string }>`
    select conversation_id as id from bots.card_group where card_id = ${cardId}::uuid order by 1`.execute(context.db);
  const people = await sql<{ id: string }>`
    select person_id as id from bots.card_person where card_id = ${cardId}::uuid
      and (${only === undefined} or person_id = any(${sql.val([...(only ?? [])])}::uuid[])) order by 1`.execute(
    context.db,
  );
  context.about('card', cardId);
  context.emit(cardChanged, {
    cardId,
    conversationIds: groups.rows.map(({ id }) => id),
    personIds: people.rows.map(({ id }) => id),
  });
}

/** Changes what stands on a card of this sender; who pressed what stays. */
export async function rewriteCard(
  context: Command,
  cardId: string,
  applicationId: string | null,
  content: CardContent,
): Promise<void> {
  const { rows } = await sql`
    update bots.card set content = ${JSON.stringify(content)}::jsonb, changed_at = ${context.now.toString()}::timestamptz
    where id = ${cardId}::uuid and application_id is not distinct from ${applicationId}::uuid returning id`.execute(
    context.db,
  );
  if (rows.length === 0) throw refuse(notFound);
  await announceCard(context, cardId);
}
