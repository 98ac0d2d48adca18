import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readMoved } from '../../contract/events.ts';
import * as contract from '../../contract/messages.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Moved {
  readonly joined_seq: number;
  readonly before: number;
  readonly after: number;
  readonly sender_ids: readonly string[];
}

export const markRead = handle<MessagingTables>()(contract.markRead, async (context, { conversationId, seq }) => {
  const { personId } = context.person();
  const { rows } = await sql<Moved>`
    with moved as (
      update messaging.member m set read_seq = greatest(m.read_seq, least(${seq}::int, c.last_seq))
      from messaging.conversation c
      where c.id = m.conversation_id and m.conversation_id = ${conversationId} and m.person_id = ${personId} and m.left_at is null
      returning m.joined_seq, old.read_seq as before, new.read_seq as after
    )
    select joined_seq, before, after, array(
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
  return { readSeq: moved.after };
});
