import { subscriber } from '#kernel/server/define-module.ts';
import { messageEdited, messageSent } from '#modules/messaging/contract/events.ts';
import type { ContentTables } from '../content-tables.ts';
import { examineMessage } from '../examine-message.ts';

const sent = subscriber<ContentTables>()('content.onMessageSent', messageSent, async (context, { facts }) => {
  const { senderId, conversationId, seq, body, at } = facts;
  if (senderId !== null) await examineMessage(context, { conversationId, seq, personId: senderId, body, at });
});

const edited = subscriber<ContentTables>()('content.onMessageEdited', messageEdited, async (context, event) => {
  const { conversationId, seq, body, editedAt } = event.facts;
  if (event.personId !== null && body !== null)
    await examineMessage(context, { conversationId, seq, personId: event.personId, body, at: editedAt });
});

/** What was delivered is looked at afterwards, so that nobody waits for it. */
export const messagingSubscribers = [sent, edited];
