import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { messageRecalled } from '../../contract/events.ts';
import { notYourMessage, recallTooLate } from '../../contract/failures.ts';
import * as contract from '../../contract/messages.ts';
import { recallWithin } from '../../contract/settings.ts';
import { emptyMessage } from '../empty-message.ts';
import { loadMembership } from '../member-table.ts';
import type { MessageTable, MessagingTables } from '../messaging-tables.ts';

export const recallMessage = handle<MessagingTables>()(
  contract.recallMessage,
  async (context, { conversationId, seq }) => {
    const { personId } = context.person();
    await loadMembership(context.db, conversationId, personId);
    const { rows } = await sql<Pick<MessageTable, 'id' | 'sender_id' | 'at' | 'recalled_at'>>`
    select id, sender_id, at, recalled_at from messaging.message
    where conversation_id = ${conversationId} and seq = ${seq} for no key update`.execute(context.db);
    const [message] = rows;
    if (!message) throw refuse(notFound);
    if (message.sender_id !== personId) throw refuse(notYourMessage);
    if (message.recalled_at !== null) return {};
    const minutes = await context.setting(recallWithin);
    const until = Temporal.Instant.from(message.at).add({ minutes });
    if (Temporal.Instant.compare(context.now, until) > 0) throw refuse(recallTooLate, { minutes });
    await emptyMessage(context, { conversationId, seq });
    context.about('message', message.id);
    context.emit(messageRecalled, { conversationId, messageId: message.id, seq, sentAt: message.at });
    return {};
  },
);
