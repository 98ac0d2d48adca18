import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { linksChanged } from '../../contract/events.ts';
import { linkCards, linkCardsNever, linkCardsOnly } from '../../contract/settings.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { mayAsk } from './host-rules.ts';
import { linksIn } from './links-in.ts';

/** Pages are asked about links that were sent within this; older ones come in when the list of links is made up. */
const freshHours = 24;

/**
 * Writes down which links a message holds now, and has the first of them asked for its card where the company wants that.
 * The message is locked meanwhile: of one that is being recalled nothing comes back.
 */
export async function keepLinks(
  context: CommandContext<MessagingTables>,
  { conversationId, seq }: { readonly conversationId: string; readonly seq: number },
): Promise<void> {
  const { rows } = await sql<{ text: string | null; at: string }>`
    select body->>'text' as text, at from messaging.message
    where conversation_id = ${conversationId} and seq = ${seq} and body is not null
      and messaging.rank(body) < 2 for share`.execute(context.db);
  const [message] = rows;
  await sql`delete from messaging.message_link where conversation_id = ${conversationId} and seq = ${seq}`.execute(
    context.db,
  );
  const links = message?.text ? linksIn(message.text) : [];
  const [first] = links;
  if (!message) return;
  await sql`
    insert into messaging.message_link (conversation_id, seq, number, url)
    select ${conversationId}::uuid, ${seq}::int, l.number, l.url
    from unnest(${sql.val(links)}::text[]) with ordinality as l(url, number)`.execute(context.db);
  const isFresh =
    Temporal.Instant.compare(context.now, Temporal.Instant.from(message.at).add({ hours: freshHours })) < 0;
  if (isFresh) context.emit(linksChanged, { conversationId, seq });
  if (first === undefined || !isFresh || !(await context.setting(linkCards))) return;
  const rules = { only: await context.setting(linkCardsOnly), never: await context.setting(linkCardsNever) };
  if (!mayAsk(new URL(first).hostname, rules)) return;
  await sql`
    insert into messaging.link_card (url, try_at) values (${first}, ${context.now.toString()})
    on conflict (md5(url)) do nothing`.execute(context.db);
}
