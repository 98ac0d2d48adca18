import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readMoved } from '../../contract/events.ts';
import * as contract from '../../contract/messages.ts';
import { markConversation } from '../mark-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Moved {
  readonly joined_seq: number;
  readonly before: number;
  readonly after: number;
  readonly sender_ids: readonly string[];
  readonly unmarked: boolean;
}

export const markRead = handle<MessagingTables>()(contract.markRead, async (context, { conversationId, seq }) => {
  const { personId } = context.person();
  const { rows } = await sql<Moved>`
    with moved as (
      update messaging.member m set read_seq = greatest(m.read_seq, least(${seq}::int, c.last_seq)), marked_unread = false
      from messaging.conversation c
      where c.id = m.conversation_id and m.conversation_id = ${conversationId} and m.person_id = ${personId} and m.left_at is null
      returning m.joined_seq, old.read_seq as before, new.read_seq as after, old.marked_unread as unmarked
    )
    select joined_seq, before, after, unmarked, array(
      select distinct sender_id from messaging.message
      where conversation_id = ${conversationId} and seq > before and seq <= after and sender_id <> ${personId}
      order by sender_id) as sender_ids
    from moved`.execute(context.db);
  const [moved] = rows;
  if (!moved) throw refuse(notFound);
  if (moved.after > moved.before) {
    context.about('conversation', conversationId);
    context.emit(readMoved, {
      conversationId,
      personId,
      before: moved.before,
      seq: moved.after,
      joinedSeq: moved.joined_seq,
      senderIds: [...moved.sender_ids],
    });
  }
  if (moved.unmarked) await markConversation(context, conversationId, { markedUnread: false });
  return { readSeq: moved.after };
});
