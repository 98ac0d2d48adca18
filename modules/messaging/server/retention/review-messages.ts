import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { messagesDue } from './messages-due.ts';

const archived = { zh: '公告、置顶或有人存档', en: 'An announcement, pinned, or archived by somebody' };

/** Counts by sender; what nobody wrote is the company's. */
export const reviewMessages = handle<MessagingTables>()(
  contract.reviewMessages,
  async (context, { kind, heldPersonIds }) => {
    const { due, archived: isArchived, ofHeld } = await messagesDue(context, kind, heldPersonIds);
    const within = sql`(m.sender_id is null and ${context.reach(superviseRetention).company} or ${context.within(superviseRetention, 'm.sender_id')})`;
    const { rows } = await sql<{ id: string; name: string; held: boolean; archived: boolean; count: number }>`
      with counted as (
        select m.sender_id, ${ofHeld} as held, ${isArchived} as archived, count(*)::int as count
        from messaging.message m where ${due} and ${within} group by 1, 2, 3)
      select c.sender_id as id, coalesce(p.name, '') as name, c.held, c.archived, c.count
      from counted c left join directory.published_person p on p.id = c.sender_id order by p.sort_key, c.sender_id`.execute(
      context.db,
    );
    const held = rows.filter((row) => row.held || row.archived);
    const count = (of: typeof rows) => of.reduce((sum, row) => sum + row.count, 0);
    return {
      due: count(rows) - count(held),
      held: {
        count: count(held),
        rows: held.slice(0, 50).map((row) => ({
          ...{ personId: row.id, label: row.name, why: row.held ? null : archived },
        })),
      },
    };
  },
);
