import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import { tooManyBots } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { mostBots } from '../../contract/settings.ts';
import type { BotsTables } from '../bots-tables.ts';
import { hashOf, newKey, secretOf } from '../keys.ts';
import { requireLeading } from '../led-group.ts';
import { requireRanges } from '../require-ranges.ts';

export const addBot = handle<BotsTables>()(contract.addBot, async (context, input) => {
  const { conversationId, name, ranges, signed } = input;
  await requireLeading(context, conversationId);
  requireRanges(ranges);
  const most = await context.setting(mostBots);
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from bots.bot
    where conversation_id = ${conversationId}::uuid and removed_at is null`.execute(context.db);
  if ((rows[0]?.held ?? 0) >= most) throw refuse(tooManyBots, { most });
  const botId = context.newId();
  const key = newKey();
  await sql`
    insert into bots.bot (id, conversation_id, name, active, made_by, made_at, generation, key_hash, ranges, signed)
    values (${botId}::uuid, ${conversationId}::uuid, ${name}, true, ${context.person().personId}::uuid,
      ${context.now.toString()}::timestamptz, 1, ${hashOf(key)}, ${sql.val(ranges)}::text[], ${signed})`.execute(
    context.db,
  );
  context.about('bot', botId);
  context.emit(groupBotsChanged, { conversationId, botId });
  return { botId, key, secret: secretOf(context.evidence, 'bot', botId, 1) };
});
