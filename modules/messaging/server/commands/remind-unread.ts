import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { unreadReminded } from '../../contract/compose-events.ts';
import { allRead, notWithApplication, remindedLately } from '../../contract/failures.ts';
import { unreadNotice, urgentNotice } from '../../contract/notices.ts';
import * as contract from '../../contract/reminders.ts';
import { nameOf, tellAbout } from '../compose/tell-about.ts';
import { loadMessage } from '../load-message.ts';
import { leads } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const remindUnread = handle<MessagingTables>()(
  contract.remindUnread,
  async (context, { conversationId, seq }) => {
    const { personId } = context.person();
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    if (member.kind === 'application') throw refuse(notWithApplication);
    // Who may see who has read it may remind those who haven't.
    if (message.sender_id !== personId && !(message.kind === 'announcement' && leads(member))) throw refuse(notFound);
    const { rows: unread } = await sql<{ person_id: string }>`
      select person_id from messaging.member
      where conversation_id = ${conversationId} and left_at is null and joined_seq < ${seq} and read_seq < ${seq}
        and person_id is distinct from ${message.sender_id}::uuid and person_id <> ${personId}
      order by person_id`.execute(context.db);
    if (unread.length === 0) throw refuse(allRead);
    const { rows } = await sql<{ urgent: boolean; told_at: string | null }>`
      select urgent, told_at from messaging.told_message
      where conversation_id = ${conversationId} and seq = ${seq}`.execute(context.db);
    const minutes = contract.remindEvery;
    const last = Temporal.Instant.from(rows[0]?.told_at ?? message.at);
    if (Temporal.Instant.compare(last.add({ minutes }), context.now) > 0) throw refuse(remindedLately, { minutes });
    const urgent = rows[0]?.urgent ?? false;
    const personIds = unread.map((row) => row.person_id);
    const { id: messageId, body } = message;
    await tellAbout(context, urgent ? urgentNotice : unreadNotice, {
      message: { conversationId, seq, messageId, body },
      personIds,
      facts: { sender: await nameOf(context, personId) },
      urgent,
      reminds: true,
    });
    context.about('message', messageId);
    context.emit(unreadReminded, { conversationId, messageId, seq, byId: personId, personIds, urgent });
    return { personIds };
  },
);
