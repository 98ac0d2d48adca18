import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { type ConversationRow, excerpt } from '../contract/shapes.ts';
import type { MessagingTables } from './messaging-tables.ts';

interface Row extends Omit<ConversationRow, 'last'> {
  lastSenderId: string | null;
  lastKind: string | null;
  lastBody: Record<string, unknown> | null;
  lastRemoved: boolean;
}

const place = z.tuple([z.boolean(), z.string(), z.uuid()]);

const writeCursor = (row: Row) =>
  Buffer.from(JSON.stringify([row.pinned, row.lastAt, row.conversationId])).toString('base64url');

function readCursor(cursor: string): z.infer<typeof place> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
  }
}

/**
 * A page of one's conversations, pinned ones first, then the latest; those of two without a message are left out. `which` goes on
 * after the conditions on the conversation `c` and one's membership `m` in it.
 */
export async function conversationPage(
  context: Pick<QueryContext<MessagingTables>, 'db' | 'person'>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  which: RawBuilder<unknown> = sql``,
): Promise<{ rows: ConversationRow[]; next?: string }> {
  const { personId } = context.person();
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { rows } = await sql<Row>`
      select c.*, l.sender_id as "lastSenderId", l.kind as "lastKind", l.body as "lastBody",
        l.removed_reason is not null as "lastRemoved",
        (select min(n.seq) from messaging.mention n join messaging.message s
            on s.conversation_id = n.conversation_id and s.seq = n.seq
          where n.conversation_id = c."conversationId" and (n.person_id = ${personId} or n.person_id is null)
            and n.seq > c."readSeq" and s.sender_id is distinct from ${personId}::uuid) as "mentionSeq"
      from (
        select c.id as "conversationId", c.kind, c.name,
          case when c.low_person_id = m.person_id then c.high_person_id else c.low_person_id end as "otherId", c.application_id as "applicationId",
          c.last_seq as "lastSeq", m.read_seq as "readSeq", c.last_at as "lastAt", m.pinned, m.muted,
          m.marked_unread as "markedUnread"
        from messaging.member m join messaging.conversation c on c.id = m.conversation_id
        where m.person_id = ${personId} and m.left_at is null and (c.kind = 'group' or c.last_seq > 0) ${which}
          ${after ? sql`and (m.pinned, c.last_at, c.id) < (${after[0]}, ${after[1]}::timestamptz, ${after[2]}::uuid)` : sql``}
        order by m.pinned desc, c.last_at desc, c.id desc limit ${limit + 1}
      ) c
      left join messaging.message l on l.conversation_id = c."conversationId" and l.seq = c."lastSeq"
      order by c.pinned desc, c."lastAt" desc, c."conversationId" desc`.execute(context.db);
  const shown = rows.slice(0, limit);
  const end = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ lastSenderId, lastKind, lastBody, lastRemoved, ...row }) => ({
      ...row,
      last:
        lastKind === null
          ? null
          : {
              senderId: lastSenderId,
              kind: lastKind,
              text: excerpt(lastBody),
              recalled: lastBody === null,
              removed: lastRemoved,
            },
    })),
    ...(end ? { next: writeCursor(end) } : {}),
  };
}
