import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { isInNetwork } from '#modules/access/contract/network.ts';
import { addressUnknown, bodyUnfit, kindUnknown, placeRefused, signatureWrong } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { postBotMessage } from '../../contract/operations.ts';
import { readHookBody } from '../../domain/read-hook-body.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { hashOf, isSame, secretOf, signatureOf } from '../keys.ts';
import { takeMinute } from '../take-minute.ts';

/** How far the time of a signed call may be from ours. */
const minutes = 5;

interface Bot {
  readonly id: string;
  readonly generation: number;
  readonly ranges: readonly string[];
  readonly signed: boolean;
}

export const receiveMessage = handle<BotsTables>()(contract.receiveMessage, async (context, input) => {
  const { rows } = await sql<Bot>`
    select id, generation, ranges, signed from bots.bot
    where key_hash = ${hashOf(input.key)} and active and removed_at is null`.execute(context.db);
  const [bot] = rows;
  if (!bot) throw refuse(addressUnknown);
  context.about('bot', bot.id);
  const { address } = context;
  if (bot.ranges.length > 0 && !bot.ranges.some((range) => isInNetwork(address, range)))
    throw refuse(placeRefused, { address });
  if (bot.signed) requireSignature(context, bot, input);
  const read = readHookBody(input.body);
  if (!read.ok) {
    if (read.wrong === 'noKind') throw refuse(kindUnknown, { kind: read.where });
    throw refuse(bodyUnfit, { where: read.wrong === 'notJson' ? 'JSON' : read.where });
  }
  await takeMinute(context, 'bot', bot.id);
  const { said, phones } = read;
  return context.callAs({ name: 'bots.post', permissions: [] }, postBotMessage, {
    botId: bot.id,
    said,
    phones: [...phones],
  });
});

function requireSignature(
  context: Pick<Command, 'evidence' | 'now'>,
  bot: Bot,
  { timestamp = '', signature = '', body }: { timestamp?: string; signature?: string; body: string },
): void {
  const secret = secretOf(context.evidence, 'bot', bot.id, bot.generation);
  const away = Math.abs(Math.floor(context.now.epochMilliseconds / 1_000) - Number(timestamp));
  // A timestamp that is no number is no time either.
  const isNear = /^\d{9,11}$/.test(timestamp) && away <= minutes * 60;
  if (!isNear || !isSame(signature, signatureOf(secret, timestamp, body))) throw refuse(signatureWrong, { minutes });
}
