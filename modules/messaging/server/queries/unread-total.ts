import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/unread-total.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Row {
  conversationId: string;
  lastSeq: number;
  readSeq: number;
  muted: boolean;
}

export const unreadTotal = handle<MessagingTables>()(contract.unreadTotal, async (context) => {
  const { personId } = context.person();
  const { rows: unread } = await sql<Row>`
    select * from (
      select c.id as "conversationId", c.last_seq as "lastSeq", m.read_seq as "readSeq", m.muted
      from messaging.member m join messaging.conversation c on c.id = m.conversation_id
      where m.person_id = ${personId} and m.left_at is null and c.last_seq > m.read_seq
      order by c.last_at desc, c.id desc limit 1000) as u
    order by "conversationId"`.execute(context.db);
  const { rows: muted } = await sql<{ conversation_id: string }>`
    select conversation_id from messaging.member
    where person_id = ${personId} and left_at is null and muted order by conversation_id`.execute(context.db);
  return {
    total: unread.reduce((sum, row) => sum + (row.muted ? 0 : row.lastSeq - row.readSeq), 0),
    personId,
    unread,
    mutedIds: muted.map((row) => row.conversation_id),
  };
});
