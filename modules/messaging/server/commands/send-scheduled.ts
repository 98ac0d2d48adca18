import { handle } from '#kernel/server/define-module.ts';
import { sendMessage } from '../../contract/messages.ts';
import * as contract from '../../contract/scheduled.ts';
import { dropScheduled, freeFiles, loadScheduled } from '../compose/scheduled-messages.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const sendScheduled = handle<MessagingTables>()(contract.sendScheduled, async (context, { scheduledId }) => {
  const message = await loadScheduled(context, scheduledId, context.person().personId);
  const { conversation_id: conversationId, said } = message;
  await freeFiles(context, message);
  const { seq } = await context.call(sendMessage, { conversationId, clientId: scheduledId, ...said });
  await dropScheduled(context, message);
  context.about('conversation', conversationId);
  return { conversationId, seq };
});
