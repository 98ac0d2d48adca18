import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readMessages } from '#modules/messaging/contract/content.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';

interface Place {
  conversation_id: string;
  seq: number;
}

/** Who may read the message may see its picture, and nobody else; of several messages with it, one of the reader's. */
export const readPicture = handle<BotsTables>()(contract.readPicture, async (context, { pictureId }) => {
  const { personId } = context.person();
  const places = await sql<Place>`
    select w.conversation_id, w.seq from (
      select conversation_id, seq from bots.picture where id = ${pictureId}::uuid and conversation_id is not null
      union all select conversation_id, seq from bots.picture_place where picture_id = ${pictureId}::uuid) w
    where exists (select from messaging.published_member m
        where m.conversation_id = w.conversation_id and m.person_id = ${personId}::uuid)
      or exists (select from messaging.published_application_chat c
        where c.conversation_id = w.conversation_id and c.person_id = ${personId}::uuid)
    order by w.conversation_id, w.seq limit 20`.execute(context.db as never);
  for (const { conversation_id: conversationId, seq } of places.rows) {
    const { rows: messages } = await context.read(readMessages, { conversationId, seqs: [seq] });
    const body = messages[0]?.body;
    // Gone, or a secret that the reader isn't cleared for.
    if (!body || body.hidden === true) continue;
    const { rows } = await sql<{ media_type: string; bytes: Buffer }>`
      select media_type, bytes from bots.picture where id = ${pictureId}::uuid`.execute(context.db as never);
    const [picture] = rows;
    if (!picture) break;
    const { media_type: mediaType, bytes } = picture;
    return { bytes, name: `picture.${mediaType.slice(6)}`, mediaType, size: bytes.length, inline: true };
  }
  throw refuse(notFound);
});
