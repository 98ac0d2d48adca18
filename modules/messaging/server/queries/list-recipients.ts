import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/broadcasts.ts';
import type { MessagingTables } from '../messaging-tables.ts';

const which = {
  read: sql`m.read_seq >= r.seq`,
  unread: sql`m.read_seq < r.seq`,
  failed: sql`r.failure is not null`,
  waiting: sql`r.seq is null and r.failure is null`,
};

type Row = OutputOf<typeof contract.listRecipients>['rows'][number] & { number: number };

export const listRecipients = handle<MessagingTables>()(
  contract.listRecipients,
  async (context, { broadcastId, shown, limit, cursor }) => {
    const own = await sql`select from messaging.broadcast
      where id = ${broadcastId} and author_id = ${context.person().personId}`.execute(context.db);
    if (own.rows.length === 0) throw refuse(notFound);
    const { rows } = await sql<Row>`
      select r.number, r.person_id as "personId", p.name, r.conversation_id as "conversationId", r.seq, r.failure
      from messaging.broadcast_recipient r join directory.published_person p on p.id = r.person_id
      left join messaging.member m on m.conversation_id = r.conversation_id and m.person_id = r.person_id
      where r.broadcast_id = ${broadcastId} and r.number > ${Number(cursor ?? 0) || 0} and ${which[shown]}
      order by r.number limit ${limit + 1}`.execute(context.db);
    const page = rows.slice(0, limit);
    const end = rows.length > limit ? page.at(-1) : undefined;
    return { rows: page.map(({ number: _, ...row }) => row), ...(end ? { next: String(end.number) } : {}) };
  },
);
