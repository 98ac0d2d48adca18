import { type QueryExecutorProvider, sql } from 'kysely';
import type { z } from 'zod';
import type { differenceRow } from '../contract/shapes.ts';

type Shown = z.infer<typeof differenceRow>;

/** The differences of these groups as screens show them: up to 1,000 of each, joins first, by pinyin. */
export async function differenceRows(
  context: { readonly db: unknown },
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, Shown[]>> {
  const { rows } = await sql<{
    conversation_id: string;
    change: 'join' | 'leave';
    id: string;
    name: string;
    since: string | null;
    due_at: string | null;
    cleared_at: string | null;
  }>`
    select d.conversation_id, d.change, p.id, p.name, o.since, o.due_at, o.cleared_at
    from unnest(${sql.val(conversationIds)}::uuid[]) w (id)
    cross join lateral (select * from groups.difference x where x.conversation_id = w.id limit 1000) d
    join directory.published_person p on p.id = d.person_id
    left join groups.open_difference o on o.conversation_id = d.conversation_id and o.person_id = d.person_id
      and o.change = d.change and o.settled_at is null
    order by d.conversation_id, d.change, p.sort_key, p.id`.execute(context.db as QueryExecutorProvider);
  const found = new Map<string, Shown[]>(conversationIds.map((id) => [id, []]));
  for (const row of rows) {
    found.get(row.conversation_id)?.push({
      person: { id: row.id, name: row.name },
      change: row.change,
      since: row.since,
      dueAt: row.due_at,
      urgedAt: row.cleared_at,
    });
  }
  return found;
}
