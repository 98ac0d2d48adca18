import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/kept.ts';
import { markConversation } from '../mark-conversation.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const markUnread = handle<MessagingTables>()(contract.markUnread, async (context, { conversationId }) => {
  await markConversation(context, conversationId, { markedUnread: true });
  return {};
});
