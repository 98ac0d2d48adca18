import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { loadLedBot } from '../led-group.ts';
import { requireRanges } from '../require-ranges.ts';

export const changeBot = handle<BotsTables>()(contract.changeBot, async (context, input) => {
  const { botId, name, ranges, signed, active } = input;
  const { conversationId } = await loadLedBot(context, botId);
  requireRanges(ranges);
  await sql`update bots.bot set name = ${name}, ranges = ${sql.val(ranges)}::text[], signed = ${signed}, active = ${active}
    where id = ${botId}::uuid`.execute(context.db);
  context.emit(groupBotsChanged, { conversationId, botId });
  return {};
});
