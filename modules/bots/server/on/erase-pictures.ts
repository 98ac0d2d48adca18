import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { messageRemoved } from '#modules/messaging/contract/events.ts';
import type { BotsTables } from '../bots-tables.ts';

/** What a leader removed is gone with its picture; one that stands in several conversations goes with the last. */
export const erasePictures = subscriber<BotsTables>()(
  'bots.onMessageRemoved',
  messageRemoved,
  async (context, { facts: { conversationId, seq } }) => {
    await sql`delete from bots.picture
      where conversation_id = ${conversationId}::uuid and seq = ${seq}`.execute(context.db);
    const { rows } = await sql<{ picture_id: string }>`
      delete from bots.picture_place where conversation_id = ${conversationId}::uuid and seq = ${seq}
      returning picture_id`.execute(context.db);
    for (const { picture_id: pictureId } of rows)
      await sql`delete from bots.picture where id = ${pictureId}::uuid
        and not exists (select from bots.picture_place where picture_id = ${pictureId}::uuid)`.execute(context.db);
  },
);
