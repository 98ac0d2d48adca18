import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { loadLedBot } from '../led-group.ts';

export const removeBot = handle<BotsTables>()(contract.removeBot, async (context, { botId }) => {
  const { conversationId } = await loadLedBot(context, botId);
  await sql`update bots.bot set active = false, removed_at = ${context.now.toString()}::timestamptz
    where id = ${botId}::uuid`.execute(context.db);
  context.emit(groupBotsChanged, { conversationId, botId });
  return {};
});
