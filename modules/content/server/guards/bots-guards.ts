import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { type Guard, guard } from '#kernel/server/define-module.ts';
import { postBotMessage } from '#modules/bots/contract/operations.ts';
import { addressesOf, textOf } from '#modules/bots/contract/text-of.ts';
import { botBlocked } from '../../contract/failures.ts';
import { circumstancesOf } from '../circumstances-of.ts';
import type { ContentTables } from '../content-tables.ts';
import { findHits } from '../find-hits.ts';
import { stoppingRules } from '../load-rules.ts';

/**
 * Rules hold for bots as for the person who added one. A bot can't be asked, so what people would be asked about is refused
 * too; and since no person said it, nobody has a finding for it: the refusal stands in the audit, with the bot.
 */
const posted = guard<ContentTables>()('content.botPosted', postBotMessage, async (context, { botId, said }) => {
  const rules = await stoppingRules(context);
  if (rules.length === 0) return;
  const { rows } = await sql<{ conversation_id: string; made_by: string }>`
    select conversation_id, made_by from bots.published_bot where id = ${botId}::uuid`.execute(context.db as never);
  const [bot] = rows;
  const where = bot && (await circumstancesOf(context, bot.made_by, bot.conversation_id));
  const text = [textOf(said), ...addressesOf(said)].join('\n');
  const hits = where ? findHits(rules, text, [where]) : [];
  if (hits.length > 0) throw refuse(botBlocked, { rules: hits.map(({ rule }) => rule.rule.title[context.language]) });
});

export const botsGuards: readonly Guard[] = [posted];
