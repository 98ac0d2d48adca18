import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scheduled.ts';
import { readPlace } from '../compose/read-place.ts';
import { scheduledRows } from '../compose/scheduled-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listScheduled = handle<MessagingTables>()(
  contract.listScheduled,
  async (context, { conversationId, limit, cursor }) => {
    const after = cursor === undefined ? undefined : readPlace(cursor);
    const rows = await scheduledRows(
      context.db,
      context.person().personId,
      sql`${conversationId === undefined ? sql`true` : sql`d.conversation_id = ${conversationId}`}
        and ${after ? sql`(d.due_at, d.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}`,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const end = rows.length > limit ? page.at(-1) : undefined;
    return { rows: page, ...(end ? { next: JSON.stringify([end.at, end.scheduledId, 0]) } : {}) };
  },
);
