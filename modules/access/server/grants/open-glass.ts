import type { QueryContext } from '#kernel/server/context.ts';
import type { AccessTables } from '../access-tables.ts';

/** The sealed code that this person has opened and that still stands in for a second person; undefined: none. */
export async function openGlass(
  context: Pick<QueryContext<AccessTables>, 'db' | 'now'>,
  personId: string,
): Promise<{ readonly id: string; readonly open_until: string | null } | undefined> {
  return context.db
    .selectFrom('access.break_glass')
    .select(['id', 'open_until'])
    .where('opened_by', '=', personId)
    .where('open_until', '>', context.now.toString())
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
