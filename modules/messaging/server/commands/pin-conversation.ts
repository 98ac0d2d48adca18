import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { markConversation } from '../mark-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const pinConversation = handle<MessagingTables>()(
  contract.pinConversation,
  async (context, { conversationId, pinned }) => {
    await markConversation(context, conversationId, { pinned });
    return {};
  },
);
