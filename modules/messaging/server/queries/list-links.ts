import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/media.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listLinks = handle<MessagingTables>()(
  contract.listLinks,
  async (context, { conversationId, limit, cursor }) => {
    await loadMembership(context.db, conversationId, context.person().personId);
    if (cursor !== undefined && !/^\d{1,9} \d{1,2}$/.test(cursor))
      throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
    const [seq, number] = cursor?.split(' ').map(Number) ?? [];
    const { rows } = await sql<OutputOf<typeof contract.listLinks>['rows'][number]>`
      select l.seq, l.number, l.url, c.title, m.sender_id as "senderId", m.at
      from messaging.message_link l
      join messaging.message m on m.conversation_id = l.conversation_id and m.seq = l.seq
      left join messaging.link_card c on md5(c.url) = md5(l.url)
      where l.conversation_id = ${conversationId} and m.body is not null
        and messaging.rank(m.body) <= ${clearanceOf(context)}
        ${cursor === undefined ? sql`` : sql`and (l.seq < ${seq} or l.seq = ${seq} and l.number > ${number})`}
      order by l.seq desc, l.number limit ${limit + 1}`.execute(context.db);
    const shown = rows.slice(0, limit);
    const end = rows.length > limit ? shown.at(-1) : undefined;
    return { rows: shown, ...(end ? { next: `${end.seq} ${end.number}` } : {}) };
  },
);
