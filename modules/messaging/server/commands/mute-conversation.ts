import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { markConversation } from '../mark-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const muteConversation = handle<MessagingTables>()(
  contract.muteConversation,
  async (context, { conversationId, muted }) => {
    await markConversation(context, conversationId, { muted });
    return {};
  },
);
