import { togetherWriter } from '#kernel/server/together/together-writer.ts';
import { messageSent } from '../contract/events.ts';

/** A message as it is written at the next place of its conversation. */
export interface MessageToWrite {
  readonly id: string;
  readonly conversationId: string;
  /** null: the system, which needs not be a member. */
  readonly senderId: string | null;
  readonly clientId: string | null;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly at: string;
  readonly replyTo: number | null;
  readonly threadSeq: number | null;
  readonly noForward: boolean;
  /** Whom it calls; null: everybody. */
  readonly mentions: readonly (string | null)[];
}

/**
 * The only place that gives out places: each conversation's row is held, and what is written together takes the places after
 * its last one, in the order of coming. Left out is what its sender may not say there at this moment, what was said before
 * (client id), and all of a conversation that somebody changed since the statement began (`xmin`): its members and its last
 * place might be others. `given`: the place, the instant, and what else the members are told.
 */
export const messageWriter = togetherWriter<MessageToWrite>({
  name: 'messaging.append',
  parameters: 1,
  gives: true,
  waits: {
    keyOf: ({ conversationId }) => conversationId,
    lock: 'select id from messaging.conversation where id = $1::uuid for no key update',
  },
  ctes: (lock) => `asked as materialized (
    select * from jsonb_to_recordset($1::jsonb) as x(n int, conversation_id uuid, id uuid, sender_id uuid, client_id uuid, kind text,
      body jsonb, at timestamptz, reply_to int, thread_seq int, no_forward boolean, mentions uuid[])
  ), held as materialized (
    select c.id, c.last_seq, c.last_at, c.member_count, c.silenced, c.owner_id from messaging.conversation c
    where c.id = any(array(select conversation_id from asked)) and c.closed_at is null
      and exists (select from messaging.conversation s where s.id = c.id and s.xmin = c.xmin)
    order by c.id ${lock}
  ), admitted as materialized (
    select a.*, h.last_seq, h.last_at, h.member_count, coalesce(m.read_seq, 0) as read_seq,
      h.last_seq + (row_number() over (partition by a.conversation_id order by a.n))::int as seq,
      greatest(h.last_at, max(a.at) over (partition by a.conversation_id order by a.n)) as said_at
    from asked a join held h on h.id = a.conversation_id
    left join messaging.member m on m.conversation_id = a.conversation_id and m.person_id = a.sender_id and m.left_at is null
    where (a.sender_id is null or (m.person_id is not null
        and (h.owner_id is not distinct from m.person_id or m.role = 'deputy' or not h.silenced)
        and (m.silenced_until is null or m.silenced_until <= a.at)))
      and not exists (select from messaging.message o where o.sender_id = a.sender_id and o.client_id = a.client_id)
  ), own as (
    -- Own messages count as read only by who had read everything before them: nothing is skipped unseen.
    select *, seq - (row_number() over (partition by conversation_id, sender_id order by seq))::int = read_seq as read
    from admitted
  ), moved as (
    update messaging.conversation c set last_seq = l.seq, last_at = l.said_at
    from (select conversation_id, max(seq) as seq, max(said_at) as said_at from admitted group by 1) l where c.id = l.conversation_id
  ), read_on as (
    update messaging.member m set read_seq = greatest(m.read_seq, r.seq)
    from (select conversation_id, sender_id, max(seq) as seq from own where read and sender_id is not null group by 1, 2) r
    where m.conversation_id = r.conversation_id and m.person_id = r.sender_id
  ), added as (
    insert into messaging.message
      (conversation_id, seq, id, sender_id, client_id, kind, body, at, reply_to, thread_seq, no_forward)
    select conversation_id, seq, id, sender_id, client_id, kind, body, said_at, reply_to, thread_seq, no_forward from admitted
    order by conversation_id, seq
  ), called as (
    insert into messaging.mention (conversation_id, seq, person_id)
    select a.conversation_id, a.seq, p.id from admitted a, unnest(a.mentions) as p(id)
  ), said as (
    select n, seq, replace(to_json(said_at) #>> '{}', '+00:00', 'Z') as at, read_seq, member_count, sender_id,
      max(case when read then seq else read_seq end) over (partition by conversation_id, sender_id order by seq) as own_read_seq,
      case when thread_seq is null then 0 else (select count(*)::int from messaging.message t
          where t.conversation_id = own.conversation_id and t.thread_seq = own.thread_seq)
        + (row_number() over (partition by conversation_id, thread_seq order by seq))::int end as replies
    from own
  ), written as (
    select n, jsonb_build_object('answer', jsonb_build_object('seq', seq, 'at', at), '${messageSent.name}', jsonb_build_object(
      'seq', seq, 'at', at, 'threadReplies', replies, 'senderReadSeq', case when sender_id is null then 0 else own_read_seq end,
      'audience', member_count - case when sender_id is null then 0 else 1 end)) as given
    from said
  )`,
  values: (rows) => [
    JSON.stringify(
      rows.map((row, n) => ({
        n,
        conversation_id: row.conversationId,
        id: row.id,
        sender_id: row.senderId,
        client_id: row.clientId,
        kind: row.kind,
        body: row.body,
        at: row.at,
        reply_to: row.replyTo,
        thread_seq: row.threadSeq,
        no_forward: row.noForward,
        mentions: row.mentions,
      })),
    ),
  ],
});
