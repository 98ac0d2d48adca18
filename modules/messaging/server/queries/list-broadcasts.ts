import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/broadcasts.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listBroadcasts = handle<MessagingTables>()(contract.listBroadcasts, async (context, { limit, cursor }) => {
  const { rows } = await sql<OutputOf<typeof contract.listBroadcasts>['rows'][number]>`
    select b.id as "broadcastId", b.text, b.total, b.sent, b.failed, b.state, b.made_at as "madeAt", b.ended_at as "endedAt",
      (select count(*)::int from messaging.broadcast_recipient r
        join messaging.member m on m.conversation_id = r.conversation_id and m.person_id = r.person_id
        where r.broadcast_id = b.id and m.read_seq >= r.seq) as read
    from messaging.broadcast b
    where b.author_id = ${context.person().personId} ${cursor === undefined ? sql`` : sql`and b.id::text < ${cursor}`}
    order by b.id desc limit ${limit + 1}`.execute(context.db);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, ...(end ? { next: end.broadcastId } : {}) };
});
