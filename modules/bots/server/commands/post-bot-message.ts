import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { postCard } from '#modules/messaging/contract/cards.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotMessageBody, SaidByBot } from '../../contract/said.ts';
import { textOf } from '../../contract/text-of.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { keepPicture } from '../keep-picture.ts';
import { shownOf } from '../shown-of.ts';

export const postBotMessage = handle<BotsTables>()(
  contract.postBotMessage,
  async (context, { botId, said, phones }) => {
    // Whoever could call it by hand would speak as a bot.
    if (context.actor.kind !== 'system') throw refuse(notFound);
    const { rows } = await sql<{ name: string; conversation_id: string }>`
    select name, conversation_id from bots.bot where id = ${botId}::uuid and active and removed_at is null`.execute(
      context.db,
    );
    const [bot] = rows;
    if (!bot) throw refuse(notFound);
    const conversationId = bot.conversation_id;
    const pictureId = said.kind === 'picture' ? await keepPicture(context, said.base64) : undefined;
    const body: BotMessageBody = { botId, from: bot.name, text: textOf(said), said: shownOf(said, pictureId) };
    const mentions = said.kind === 'text' ? await calledBy(context, conversationId, said, phones) : undefined;
    const { messageId, seq } = await context.callAs({ name: 'bots.say', permissions: [] }, postCard, {
      conversationId,
      kind: 'botMessage',
      body,
      ...(mentions ? { mentions } : {}),
    });
    if (pictureId !== undefined)
      await sql`update bots.picture set conversation_id = ${conversationId}::uuid, seq = ${seq} where id = ${pictureId}::uuid`.execute(
        context.db,
      );
    context.emit(groupBotsChanged, { conversationId, botId });
    return { messageId };
  },
);

/** Members whom it names by account (whatever the case) or phone; who isn't in the group isn't called. */
async function calledBy(
  context: Command,
  conversationId: string,
  said: Extract<SaidByBot, { kind: 'text' }>,
  phones: readonly string[],
): Promise<{ personIds: string[]; all: boolean } | undefined> {
  const accounts = said.accounts.map((account) => account.toLowerCase());
  const digits = phones.map((phone) => phone.replace(/\D/g, '')).filter((phone) => phone.length >= 7);
  const { rows } = await sql<{ person_id: string }>`
    select m.person_id from messaging.published_member m join directory.published_person p on p.id = m.person_id
    left join directory.published_contact c on c.person_id = m.person_id
    where m.conversation_id = ${conversationId}::uuid and p.active
      and (lower(p.account) = any(${sql.val(accounts)}::text[])
        or regexp_replace(c.phone, '^\\+?86|\\D', '', 'g') = any(${sql.val(digits)}::text[]))
    order by m.person_id limit 200`.execute(context.db);
  const personIds = rows.map((row) => row.person_id);
  return said.all || personIds.length > 0 ? { personIds, all: said.all } : undefined;
}
