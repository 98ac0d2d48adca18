import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/content.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

const place = z.string().regex(/^\d{1,9} [0-9a-f-]{36}$/);

const kinds = {
  pictures: sql`p.shows = 'image' and m.kind <> 'voice'`,
  voices: sql`m.kind = 'voice'`,
  others: sql`p.shows <> 'image' and m.kind <> 'voice'`,
};

export const listFiles = handle<MessagingTables>()(
  contract.listFiles,
  async (context, { conversationId, of, limit, cursor }) => {
    const { personId } = context.person();
    await loadMembership(context.db, conversationId, personId);
    if (cursor !== undefined && !place.safeParse(cursor).success)
      throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
    const [seq, fileId] = cursor?.split(' ') ?? [];
    const { rows } = await sql<OutputOf<typeof contract.listFiles>['rows'][number]>`
      select f.seq, f.file_id as "fileId", m.sender_id as "senderId", m.at,
        coalesce(m.body ->> 'classification', 'internal') as classification
      from messaging.message_file f join messaging.message m on m.conversation_id = f.conversation_id and m.seq = f.seq
      ${of === undefined ? sql`` : sql`join files.published_file p on p.id = f.file_id`}
      where f.conversation_id = ${conversationId} and m.body is not null
        ${of === undefined ? sql`` : sql`and ${kinds[of]}`}
        and messaging.rank(m.body) <= ${clearanceOf(context)}
        ${cursor === undefined ? sql`` : sql`and (f.seq < ${Number(seq)} or f.seq = ${Number(seq)} and f.file_id > ${fileId}::uuid)`}
      order by f.seq desc, f.file_id limit ${limit + 1}`.execute(context.db);
    const shown = rows.slice(0, limit);
    const end = rows.length > limit ? shown.at(-1) : undefined;
    return { rows: shown, ...(end ? { next: `${end.seq} ${end.fileId}` } : {}) };
  },
);
