import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { hashOf, newKey, secretOf } from '../keys.ts';
import { loadLedBot } from '../led-group.ts';

export const renewBot = handle<BotsTables>()(contract.renewBot, async (context, { botId }) => {
  const bot = await loadLedBot(context, botId);
  const generation = bot.generation + 1;
  const key = newKey();
  await sql`update bots.bot set generation = ${generation}, key_hash = ${hashOf(key)}
    where id = ${botId}::uuid`.execute(context.db);
  context.emit(groupBotsChanged, { conversationId: bot.conversationId, botId });
  return { botId, key, secret: secretOf(context.evidence, 'bot', botId, generation) };
});
