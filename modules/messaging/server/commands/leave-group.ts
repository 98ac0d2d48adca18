import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { leaveConversation } from '../leave-conversation.ts';
import { loadGroup } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const leaveGroup = handle<MessagingTables>()(contract.leaveGroup, async (context, { conversationId }) => {
  const { personId } = context.person();
  await loadGroup(context, conversationId, 'member', 'evenClosed');
  await leaveConversation(context, conversationId, personId);
  return {};
});
