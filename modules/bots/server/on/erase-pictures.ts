import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { messageRemoved } from '#modules/messaging/contract/events.ts';
import type { BotsTables } from '../bots-tables.ts';

/** What a leader removed is gone with its picture. */
export const erasePictures = subscriber<BotsTables>()(
  'bots.onMessageRemoved',
  messageRemoved,
  async (context, { facts }) => {
    await sql`delete from bots.picture 
      where conversation_id = ${facts.conversationId}::uuid and seq = ${facts.seq}`.execute(context.db);
  },
);
