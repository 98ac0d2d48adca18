import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { postFromApplication } from '../../contract/application-chats.ts';
import type { CardContent } from '../../contract/card.ts';
import type { SaidByApplication } from '../../contract/said.ts';
import { speaking } from '../application-rows.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { isVisible } from '../is-visible.ts';
import { partSize } from '../sending/send-in-parts.ts';
import { sendingPart } from '../sending/sending-part.ts';

interface Sending {
  readonly applicationId: string;
  readonly said: SaidByApplication | null;
  readonly pictureId: string | null;
  readonly cardId: string | null;
  /** As it stands now: its application may have changed it meanwhile. */
  readonly card: CardContent | null;
}

/**
 * Says it to the next ones and forgets them in the same transaction, so that everybody gets it once, whatever stops the
 * program. Who has left since, or isn't within the visible range any more, is passed over; what refuses it (the application is off, a
 * rule on content, an upload that is gone) stops the rest.
 */
export const sendNextPart = onTimer<BotsTables>()(sendingPart, async (context, { sendingId }) => {
  const { rows } = await sql<Sending>`
    select s.application_id as "applicationId", s.said, s.picture_id as "pictureId", s.card_id as "cardId", c.content as card
    from bots.sending s left join bots.card c on c.id = s.card_id
    where s.id = ${sendingId}::uuid and s.state = 'running' for update of s`.execute(context.db);
  const [sending] = rows;
  if (!sending) return;
  context.about('application', sending.applicationId);
  const next = await sql<{ id: string }>`
    delete from bots.sending_person where sending_id = ${sendingId}::uuid and number in (
      select number from bots.sending_person where sending_id = ${sendingId}::uuid order by number limit ${partSize})
    returning person_id as id`.execute(context.db);
  const personIds = await thoseStillReached(
    context,
    sending.applicationId,
    next.rows.map(({ id }) => id),
  );
  const tried = await say(context, sending, personIds);
  if ('refusal' in tried) return await end(context, sendingId, tried.refusal.failure.code);
  const { posted } = tried.answer;
  await sql`
    update bots.sending set sent = sent + ${posted}, passed_over = passed_over + ${next.rows.length - posted}
    where id = ${sendingId}::uuid`.execute(context.db);
  if (next.rows.length < partSize) return await end(context, sendingId, null);
  await context.schedule(sendingPart, { key: sendingId, at: context.now, input: { sendingId } });
});

async function say(context: Command, sending: Sending, personIds: readonly string[]) {
  if (personIds.length === 0) return { answer: { posted: 0 } };
  const { applicationId, said, pictureId, cardId, card } = sending;
  return await context.attemptAs(speaking, postFromApplication, {
    applicationId,
    ...(said === null ? {} : { said }),
    ...(card === null ? {} : { card }),
    made: { ...(pictureId === null ? {} : { pictureId }), ...(cardId === null ? {} : { cardId }) },
    conversationIds: [],
    personIds: [...personIds],
  });
}

async function thoseStillReached(
  context: Command,
  applicationId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.published_person p join bots.application a on a.id = ${applicationId}::uuid
    where p.id = any(${sql.val(personIds)}::uuid[]) and p.active and ${isVisible(sql`p.id`)} order by p.id`.execute(
    context.db,
  );
  return rows.map(({ id }) => id);
}

/** Everybody had their turn, or nobody has one any more; what was said is kept no longer. */
async function end(context: Command, sendingId: string, failure: string | null): Promise<void> {
  await sql`delete from bots.sending_person where sending_id = ${sendingId}::uuid`.execute(context.db);
  await sql`
    update bots.sending set state = ${failure === null ? 'done' : 'stopped'}, failure = ${failure}, said = null,
      ended_at = ${context.now.toString()}::timestamptz
    where id = ${sendingId}::uuid`.execute(context.db);
}
