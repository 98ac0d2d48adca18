import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { messageRemoved } from '../../contract/events.ts';
import * as contract from '../../contract/group-tools.ts';
import { emptyMessage } from '../empty-message.ts';
import { loadGroup } from '../load-group.ts';
import type { MessageTable, MessagingTables } from '../messaging-tables.ts';

export const removeMessage = handle<MessagingTables>()(
  contract.removeMessage,
  async (context, { conversationId, seq, reason }) => {
    const group = await loadGroup(context, conversationId, 'leader');
    const { rows } = await sql<Pick<MessageTable, 'id' | 'sender_id' | 'at' | 'body'>>`
      select id, sender_id, at, body from messaging.message
      where conversation_id = ${conversationId} and seq = ${seq} for no key update`.execute(context.db);
    const [message] = rows;
    if (!message) throw refuse(notFound);
    // Recalled or removed before: nothing is left to be removed.
    if (message.body === null) return {};
    await emptyMessage(context, { conversationId, seq, removed: { byId: group.byId, reason } });
    context.about('message', message.id);
    context.emit(messageRemoved, {
      conversationId,
      messageId: message.id,
      seq,
      sentAt: message.at,
      senderId: message.sender_id,
      byId: group.byId,
      reason,
    });
    return {};
  },
);
