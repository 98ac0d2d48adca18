import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/kept.ts';
import { clearanceOf } from '../labels/clearance.ts';
import type { MessagingTables } from '../messaging-tables.ts';

type Row = OutputOf<typeof contract.listKept>['rows'][number];
const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid(), z.int()]);

function readCursor(cursor: string): z.infer<typeof place> {
  try {
    return place.parse(JSON.parse(cursor));
  } catch {
    throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
  }
}

export const listKept = handle<MessagingTables>()(
  contract.listKept,
  async (context, { shown, category, limit, cursor }) => {
    const { personId } = context.person();
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const saved = shown === 'saved';
    const { rows } = await sql<Row>`
      select c.id as "conversationId", c.name, k.category, k.at,
        case when c.low_person_id = ${personId} then c.high_person_id else c.low_person_id end as "otherId",
        jsonb_build_object('seq', s.seq, 'senderId', s.sender_id, 'kind', s.kind, 'body', messaging.shown(s.body, ${clearanceOf(context)})) as message,
        s.at as "saidAt"
      from messaging.kept_message k
      join messaging.member m on m.conversation_id = k.conversation_id and m.person_id = k.person_id and m.left_at is null
      join messaging.conversation c on c.id = k.conversation_id
      join messaging.message s on s.conversation_id = k.conversation_id and s.seq = k.seq
      where k.person_id = ${personId} and k.kept = ${saved ? 'saved' : 'later'}
        and (k.handled_at is not null) = ${shown === 'handled'}::boolean
        ${category === undefined || !saved ? sql`` : sql`and k.category = ${category}`}
        ${after ? sql`and (k.at, k.conversation_id, k.seq) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::int)` : sql``}
      order by k.at desc, k.conversation_id desc, k.seq desc limit ${limit + 1}`.execute(context.db);
    const categories = await sql<{ category: string }>`
      select distinct k.category from messaging.kept_message k
      join messaging.member m on m.conversation_id = k.conversation_id and m.person_id = k.person_id and m.left_at is null
      where k.person_id = ${personId} and k.kept = 'saved' and k.category <> '' order by k.category`.execute(
      context.db,
    );
    const page = rows.slice(0, limit);
    const end = rows.length > limit ? page.at(-1) : undefined;
    return {
      rows: page.map((row) => {
        const { saidAt, ...kept } = row as Row & { saidAt: string };
        return { ...kept, message: { ...kept.message, at: saidAt } };
      }),
      categories: categories.rows.map((row) => row.category),
      ...(end ? { next: JSON.stringify([end.at, end.conversationId, end.message.seq]) } : {}),
    };
  },
);
