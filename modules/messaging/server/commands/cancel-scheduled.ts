import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scheduled.ts';
import { dropScheduled, freeFiles, loadScheduled } from '../compose/scheduled-messages.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const cancelScheduled = handle<MessagingTables>()(contract.cancelScheduled, async (context, { scheduledId }) => {
  const message = await loadScheduled(context, scheduledId, context.person().personId);
  await freeFiles(context, message);
  await dropScheduled(context, message);
  context.about('conversation', message.conversation_id);
  return {};
});
