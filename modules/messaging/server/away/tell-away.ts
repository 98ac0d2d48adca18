import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { runPrepared } from '#kernel/server/database/prepared.ts';
import { recurring } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { aboutConversation, calledNotice, newMessagesNotice } from '../../contract/notices.ts';
import { telling } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** What was read within so many seconds disturbs nobody. */
const afterSeconds = 30;
/** What is older was said while the program stood still; those concerned have long come back. */
const withinMinutes = 10;
/** Most people told in one round; the rest with the next. */
const mostTold = 2_000;

interface Due {
  conversationId: string;
  personId: string;
  /** Up to here they have now been told. */
  seq: number;
  /** The group, or who writes. */
  place: string;
  /** Who calls them by @. */
  callerId: string | null;
  caller: string | null;
}

/**
 * Every minute: tells people outside the app of messages that they haven't read. Once for each conversation until they read
 * it, and again for being called by @, which muting doesn't keep away. Who is at a screen sees it there. No word of what was
 * said leaves the app by this.
 */
export const tellAway = recurring<MessagingTables>()('messaging.tellAway', '* * * * *', async (context) => {
  const found = await dueOf(context);
  const here = context.atScreen(found.map((one) => one.personId));
  const due = found.filter((one) => !here.has(one.personId));
  if (due.length === 0) return;
  await sql`
    update messaging.member m set told_seq = d.seq
    from unnest(${sql.val(due.map((one) => one.conversationId))}::uuid[], ${sql.val(due.map((one) => one.personId))}::uuid[],
      ${sql.val(due.map((one) => one.seq))}::int[]) as d(conversation_id, person_id, seq)
    where m.conversation_id = d.conversation_id and m.person_id = d.person_id`.execute(context.db);
  for (const told of Map.groupBy(due, ({ conversationId, callerId }) => `${conversationId} ${callerId}`).values()) {
    const [{ conversationId, place, caller }] = told as [Due];
    const sent = {
      personIds: told.map((one) => one.personId),
      about: aboutConversation(conversationId),
      link: `/messages/${conversationId}`,
    };
    await context.callAs(
      telling,
      notify,
      caller === null
        ? noticeOf(newMessagesNotice, { ...sent, facts: { place } })
        : noticeOf(calledNotice, { ...sent, facts: { place, caller } }),
    );
  }
});

/** Who has something unread to be told of; their member rows are held. */
async function dueOf({ db, now }: CommandContext<MessagingTables>): Promise<Due[]> {
  const said = now.subtract({ seconds: afterSeconds }).toString();
  const statement = sql<Due>`
    with held as materialized (
      select m.conversation_id, m.person_id, m.muted, m.told_seq > m.read_seq as told, greatest(m.read_seq, m.told_seq) as upto,
        c.name, c.last_seq, c.kind
      from messaging.conversation c join messaging.member m on m.conversation_id = c.id
      where c.last_at > ${now.subtract({ minutes: withinMinutes }).toString()}::timestamptz and c.closed_at is null
        and m.left_at is null and c.last_seq > greatest(m.read_seq, m.told_seq)
      order by m.conversation_id, m.person_id for no key update of m skip locked
    )
    select h.conversation_id as "conversationId", h.person_id as "personId", news.seq, coalesce(h.name, writer.name, '') as place,
      called.sender_id as "callerId", caller.name as caller
    from held h
    -- Notices of their own went out for some: urgent ones, reminders.
    cross join lateral (select s.seq, s.sender_id from messaging.message s
      where s.conversation_id = h.conversation_id and s.seq > h.upto and s.body is not null
        -- What programs say in groups waits there.
        and (s.sender_id <> h.person_id or (s.sender_id is null and h.kind = 'application'))
        and s.at <= ${said}::timestamptz and not exists (select from messaging.told_message t
          where t.conversation_id = s.conversation_id and t.seq = s.seq)
      order by s.seq desc limit 1) news
    left join lateral (select s.sender_id from messaging.mention n
      join messaging.message s on s.conversation_id = n.conversation_id and s.seq = n.seq
      where n.conversation_id = h.conversation_id and (n.person_id = h.person_id or n.person_id is null) and n.seq > h.upto
        and n.seq <= news.seq and s.sender_id <> h.person_id and s.body is not null
      order by s.seq desc limit 1) called on true
    left join directory.published_person writer on writer.id = news.sender_id
    left join directory.published_person caller on caller.id = called.sender_id
    where called.sender_id is not null or not (h.told or h.muted)
    order by h.conversation_id, h.person_id limit ${mostTold}`;
  return runPrepared('messaging.tellAway', statement, db);
}
