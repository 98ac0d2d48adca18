import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { textTooLong } from '../../contract/failures.ts';
import * as contract from '../../contract/messages.ts';
import { mostCharacters } from '../../contract/shapes.ts';
import { appendMessage } from '../append-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const sendMessage = handle<MessagingTables>()(
  contract.sendMessage,
  async (context, { conversationId, clientId, text }) => {
    const { length } = [...text];
    if (length > mostCharacters) throw refuse(textTooLong, { length, most: mostCharacters });
    return appendMessage(context, {
      conversationId,
      senderId: context.person().personId,
      clientId,
      kind: 'text',
      body: { text },
    });
  },
);
