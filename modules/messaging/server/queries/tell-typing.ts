import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const tellTyping = handle<MessagingTables>()(contract.tellTyping, async (context, { conversationId }) => {
  const { personId } = context.person();
  await loadMembership(context.db, conversationId, personId);
  context.signal(`conversation:${conversationId}`, contract.typingSignal, { conversationId, personId });
  return {};
});
