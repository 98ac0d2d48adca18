import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { messageSent } from '../../../contract/events.ts';
import type { MessagingTables } from '../../messaging-tables.ts';
import { indexMessages } from '../index-messages.ts';

const portion = 200;

/**
 * Puts what was sent into the index of the search, and what follows it in the conversation already: a busy one takes one
 * transaction for many messages. Its cursor began at the first event (0012-search.sql), so older messages got there the same way.
 */
export const indexSent = subscriber<MessagingTables>()(
  'messaging.indexSent',
  messageSent,
  async (context, { facts: { conversationId, seq } }) => {
    const { rows } = await sql<{ last_seq: number; done: number }>`
      select c.last_seq, coalesce(p.seq, 0) as done from messaging.conversation c
      left join messaging.search_progress p on p.conversation_id = c.id where c.id = ${conversationId}`.execute(
      context.db,
    );
    const [conversation] = rows;
    if (!conversation || conversation.done >= seq) return;
    const upTo = Math.min(conversation.last_seq, Math.max(seq, conversation.done + portion));
    for (let after = conversation.done; after < upTo; after += portion)
      await indexMessages(context.db, conversationId, after, Math.min(upTo, after + portion));
    await sql`
      insert into messaging.search_progress (conversation_id, seq) values (${conversationId}, ${upTo})
      on conflict (conversation_id) do update set seq = excluded.seq`.execute(context.db);
  },
);
