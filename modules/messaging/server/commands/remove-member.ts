import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/group-tools.ts';
import { leaveConversation } from '../leave-conversation.ts';
import { loadGroup, roleOfOther } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const removeMember = handle<MessagingTables>()(
  contract.removeMember,
  async (context, { conversationId, personId }) => {
    const group = await loadGroup(context, conversationId, 'leader');
    await roleOfOther(context, group, personId);
    await leaveConversation(context, conversationId, personId, { byId: group.byId });
    return {};
  },
);
