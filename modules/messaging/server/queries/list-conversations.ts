import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { conversationPage } from '../conversation-page.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listConversations = handle<MessagingTables>()(contract.listConversations, async (context, input) => ({
  ...(await conversationPage(context, input)),
  personId: context.person().personId,
}));
