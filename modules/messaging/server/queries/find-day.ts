import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Later places are never earlier in time, so the place is found by halving: 20 looks at a million messages, without an index. */
export const findDay = handle<MessagingTables>()(contract.findDay, async (context, { conversationId, day }) => {
  const { personId, employerId } = context.person();
  const { last_seq: lastSeq } = await loadMembership(context.db, conversationId, personId);
  const { rows } = await sql<{ seq: number }>`
    with recursive since as (
      select ${day}::date::timestamp at time zone time_zone as at from directory.published_employer where id = ${employerId}
    ), halves (low, high) as (
      select 1, ${lastSeq}::int + 1
      union all
      select case when m.at < since.at then m.seq + 1 else h.low end, case when m.at < since.at then h.high else m.seq end
      from halves h, since, messaging.message m
      where h.low < h.high and m.conversation_id = ${conversationId} and m.seq = (h.low + h.high) / 2
    )
    select low as seq from halves where low = high`.execute(context.db);
  const seq = rows[0]?.seq ?? 1;
  return { seq: seq > lastSeq ? null : seq };
});
