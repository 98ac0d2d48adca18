import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import { appendMessage } from '../append-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { requireLength } from '../require-length.ts';

export const sendMessage = handle<MessagingTables>()(
  contract.sendMessage,
  async (context, { conversationId, clientId, text }) => {
    requireLength(text);
    return appendMessage(context, {
      conversationId,
      senderId: context.person().personId,
      clientId,
      kind: 'text',
      body: { text },
    });
  },
);
