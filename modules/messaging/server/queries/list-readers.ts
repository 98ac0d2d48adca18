import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { notWithApplication } from '../../contract/failures.ts';
import * as contract from '../../contract/messages.ts';
import { leads, loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listReaders = handle<MessagingTables>()(contract.listReaders, async (context, { conversationId, seq }) => {
  const { personId } = context.person();
  const member = await loadMembership(context.db, conversationId, personId);
  if (member.kind === 'application') throw refuse(notWithApplication);
  // Who read what is for its sender to know; an announcement is the leaders'.
  const told = await sql`
    select from messaging.message where conversation_id = ${conversationId} and seq = ${seq}
      and (sender_id = ${personId} or (${leads(member)}::boolean and kind = 'announcement'))`.execute(context.db);
  if (told.rows.length === 0) throw refuse(notFound);
  const { rows } = await sql<{ person_id: string; read: boolean }>`
    select person_id, read_seq >= ${seq} as read from messaging.member
    where conversation_id = ${conversationId} and left_at is null and joined_seq < ${seq}
      and person_id <> (select sender_id from messaging.message where conversation_id = ${conversationId} and seq = ${seq})
    order by person_id`.execute(context.db);
  return {
    readIds: rows.filter((row) => row.read).map((row) => row.person_id),
    unreadIds: rows.filter((row) => !row.read).map((row) => row.person_id),
  };
});
