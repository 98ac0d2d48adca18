import { sql } from 'kysely';
import type { CommandContext, ProcessContract } from '#kernel/server/context.ts';
import type { NoticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { markRead, noticeOf, notify, withdrawNotices } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { aboutConversation, aboutMessage } from '../../contract/notices.ts';
import { excerpt } from '../../contract/shapes.ts';
import type { MessagingTables } from '../messaging-tables.ts';

type Work = CommandContext<MessagingTables>;

/** What sends the notices of this module. */
export const telling: ProcessContract = { name: 'messaging.tell', permissions: [sendNotices] };

export interface ToldOf {
  readonly conversationId: string;
  readonly seq: number;
  readonly messageId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Tells people of a message, with the beginning of its text, or without where the conversation or the person doesn't want
 * it in notices. `reminds`: it counts for the time between two reminders.
 */
export async function tellAbout(
  context: Work,
  kind: NoticeKind,
  told: {
    readonly message: ToldOf;
    readonly personIds: readonly string[];
    readonly facts: Readonly<Record<string, unknown>>;
    readonly urgent?: boolean;
    readonly reminds?: boolean;
    /** Where it leads; left out: to the message. */
    readonly link?: string;
  },
): Promise<void> {
  const { urgent = false, reminds = false } = told;
  const { conversationId, seq, messageId, body } = told.message;
  if (told.personIds.length === 0) return;
  const { rows } = await sql<{ id: string; hidden: boolean }>`
    select w.id, c.hide_text or coalesce(v.hide_text, false) as hidden
    from unnest(${sql.val([...told.personIds])}::uuid[]) as w(id) join messaging.conversation c on c.id = ${conversationId}
    left join messaging.privacy v on v.person_id = w.id order by w.id`.execute(context.db);
  for (const hidden of [false, true]) {
    const personIds = rows.filter((row) => row.hidden === hidden).map((row) => row.id);
    if (personIds.length === 0) continue;
    await context.callAs(
      telling,
      notify,
      noticeOf(kind, {
        personIds,
        facts: { ...told.facts, text: hidden ? '' : (excerpt(body) ?? '') },
        about: aboutMessage(messageId),
        link: told.link ?? `/messages/${conversationId}?at=${seq}`,
        urgent,
      }),
    );
  }
  const at = reminds ? context.now.toString() : null;
  await sql`
    insert into messaging.told_message as t (conversation_id, seq, message_id, urgent, told_at)
    values (${conversationId}, ${seq}, ${messageId}, ${urgent}, ${at})
    on conflict (conversation_id, seq) do update
      set urgent = t.urgent or excluded.urgent, told_at = coalesce(excluded.told_at, t.told_at)`.execute(context.db);
}

/** Who reads messages has read what they were told of them: nothing more goes out. */
export async function readNotices(
  context: Work,
  conversationId: string,
  read: { readonly after: number; readonly upTo: number },
): Promise<void> {
  if (context.actor.kind !== 'person') return;
  const { rows } = await sql<{ message_id: string }>`
    select message_id from messaging.told_message
    where conversation_id = ${conversationId} and seq > ${read.after} and seq <= ${read.upTo} order by seq`.execute(
    context.db,
  );
  for (const { message_id } of rows) await context.call(markRead, { about: aboutMessage(message_id) });
  await context.call(markRead, { about: aboutConversation(conversationId) });
}

/** Takes a message's words from what people were told of it, and stops what hasn't gone out. */
export async function withdrawTold(context: Work, conversationId: string, seq: number): Promise<void> {
  const { rows } = await sql<{ message_id: string }>`
    delete from messaging.told_message where conversation_id = ${conversationId} and seq = ${seq}
    returning message_id`.execute(context.db);
  for (const { message_id } of rows)
    await context.callAs(telling, withdrawNotices, { about: aboutMessage(message_id), erase: ['text'] });
}

/** What a person is called, for a notice. */
export async function nameOf(context: Pick<Work, 'db'>, personId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${personId}`.execute(context.db);
  return rows[0]?.name ?? '';
}
