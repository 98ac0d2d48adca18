import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handleTogether } from '#kernel/server/define-module.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import { togetherWriter } from '#kernel/server/together/together-writer.ts';
import { conversationMarked, readMoved } from '../../contract/events.ts';
import * as contract from '../../contract/messages.ts';
import { readNotices } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Asked {
  readonly conversationId: string;
  readonly personId: string;
  readonly seq: number;
}
interface Position {
  readonly joined_seq: number;
  readonly before: number;
  readonly after: number;
  readonly pinned: boolean;
  readonly muted: boolean;
  readonly marked: boolean;
  /** Who sent what lies between, but for the reader. */
  readonly sender_ids: readonly string[];
  /** They had a notice of something between, or that there is something. */
  readonly told: boolean;
}
interface Moved extends Omit<Asked, 'seq'>, Pick<Position, 'before' | 'after' | 'pinned' | 'muted' | 'marked'> {}

const positions = togetherReader<Asked, Position | undefined>({
  name: 'messaging.positions',
  run: async (db, asked) => {
    const { rows } = await sql<Position & { n: number }>`
      select a.n, m.joined_seq, m.read_seq as before, t.after, m.pinned, m.muted, m.marked_unread as marked, array(
        select distinct s.sender_id from messaging.message s
        where s.conversation_id = m.conversation_id and s.seq > m.read_seq and s.seq <= t.after and s.sender_id <> m.person_id
        order by s.sender_id) as sender_ids,
        exists (select from messaging.told_message d
          where d.conversation_id = m.conversation_id and d.seq > m.read_seq and d.seq <= t.after)
          or m.told_seq > m.read_seq as told
      from json_to_recordset(${JSON.stringify(asked.map((one, n) => ({ n, ...one })))}::json)
        as a(n int, "conversationId" uuid, "personId" uuid, seq int)
      join messaging.member m on m.conversation_id = a."conversationId" and m.person_id = a."personId" and m.left_at is null
      join messaging.conversation c on c.id = m.conversation_id
      cross join lateral (select greatest(m.read_seq, least(a.seq, c.last_seq)) as seen) seen
      -- What one says oneself is read as soon as everything before it is.
      cross join lateral (select coalesce((select min(s.seq) - 1 from messaging.message s
        where s.conversation_id = m.conversation_id and s.seq > seen.seen and s.sender_id is distinct from m.person_id),
        c.last_seq) as after) t`.execute(db);
    const found = new Map(rows.map((row) => [row.n, row]));
    return asked.map((_, n) => found.get(n));
  },
});

const writer = togetherWriter<Moved>({
  name: 'messaging.readOn',
  parameters: 1,
  ctes: (lock) => `x as materialized (
    select * from json_to_recordset($1::json) as x(n int, "conversationId" uuid, "personId" uuid, before int, after int, pinned boolean,
      muted boolean, marked boolean)
  ), held as materialized (
    select x.n, m.conversation_id, m.person_id, x.after from messaging.member m
    join x on x."conversationId" = m.conversation_id and x."personId" = m.person_id
    where m.left_at is null and m.read_seq = x.before and m.marked_unread = x.marked and m.pinned = x.pinned and m.muted = x.muted
      -- Something said meanwhile by the reader is read with it: that is decided again.
      and not exists (select from messaging.message s
        where s.conversation_id = m.conversation_id and s.seq = x.after + 1 and s.sender_id = m.person_id)
    order by m.conversation_id, m.person_id ${lock.replace('update', 'update of m')}
  ), written as (
    update messaging.member m set read_seq = h.after, marked_unread = false from held h
    where m.conversation_id = h.conversation_id and m.person_id = h.person_id returning h.n
  )`,
  values: (rows) => [JSON.stringify(rows.map((row, n) => ({ n, ...row })))],
});

export const markRead = handleTogether<MessagingTables>()(contract.markRead, {
  writer,
  keyOf: ({ conversationId }, actor) => `${conversationId} ${actor.kind === 'person' ? actor.personId : ''}`,
  decide: async (context, { conversationId, seq }) => {
    const { personId } = context.person();
    const held = await context.readTogether(positions, { conversationId, personId, seq });
    if (!held) throw refuse(notFound);
    const { before, after, joined_seq: joinedSeq, pinned, muted, marked, sender_ids } = held;
    if (after > before || marked) context.about('conversation', conversationId);
    if (after > before)
      context.emit(readMoved, { conversationId, personId, before, seq: after, joinedSeq, senderIds: [...sender_ids] });
    if (marked) context.emit(conversationMarked, { conversationId, personId, pinned, muted, markedUnread: false });
    const decided = {
      answer: { readSeq: after },
      write: { conversationId, personId, before, after, pinned, muted, marked },
    };
    if (!held.told) return decided;
    return { ...decided, more: (own) => readNotices(own, conversationId, { after: before, upTo: after }) };
  },
});
