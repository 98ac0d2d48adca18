import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { MessageRow } from '../contract/shapes.ts';

interface Found extends Omit<MessageRow, 'removed' | 'audience' | 'heard'> {
  readonly removedBy: string | null;
  readonly removedReason: string | null;
  readonly audience: number | null;
  readonly heard: boolean | null;
}

/** Messages of a conversation in their order, as this member sees them, who is cleared so far (`clearanceOf`). `where` speaks of the message as `m`. */
export async function messageRows(
  db: QueryExecutorProvider,
  conversationId: string,
  personId: string,
  clearance: number,
  where: RawBuilder<unknown>,
): Promise<MessageRow[]> {
  const { rows } = await sql<Found>`
    select m.id as "messageId", m.seq, m.sender_id as "senderId",
      case when m.sender_id = ${personId} then m.client_id end as "clientId", m.kind, messaging.shown(m.body, ${clearance}) as body, m.at,
      m.removed_by as "removedBy", m.removed_reason as "removedReason", m.edited_at as "editedAt",
      m.reply_to as "replyTo", m.thread_seq as "threadSeq", m.no_forward as "noForward",
      (select count(*)::int from messaging.message t
        where t.conversation_id = m.conversation_id and t.thread_seq = m.seq) as replies,
      coalesce((select jsonb_agg(jsonb_build_object('emoji', g.emoji, 'personIds', g.ids) order by g.emoji collate "C") from (
        select r.emoji, array_agg(r.person_id order by r.person_id) as ids from messaging.reaction r
        where r.conversation_id = m.conversation_id and r.seq = m.seq group by r.emoji) g), '[]') as reactions,
      case when m.sender_id = ${personId} then (
        select count(*)::int from messaging.member o
        where o.conversation_id = m.conversation_id and o.left_at is null and o.person_id <> ${personId}
          and o.joined_seq < m.seq) end as audience,
      case when m.kind = 'voice' and m.body is not null and m.sender_id is distinct from ${personId} then exists (
        select from messaging.heard_voice h
        where h.conversation_id = m.conversation_id and h.seq = m.seq and h.person_id = ${personId}) end as heard
    from messaging.message m where m.conversation_id = ${conversationId} and ${where} order by m.seq`.execute(db);
  return rows.map(({ audience, heard, removedBy, removedReason, ...row }) => ({
    ...row,
    ...(removedReason === null ? {} : { removed: { byId: removedBy, reason: removedReason } }),
    ...(heard === null ? {} : { heard }),
    ...(row.senderId === personId ? { audience: audience ?? 0 } : {}),
  }));
}
