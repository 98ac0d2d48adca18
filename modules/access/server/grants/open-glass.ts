import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
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

/** The same, for a command that it lets through: its line of the audit says so, for who reviews the opening. */
export async function standInGlass(
  context: Pick<CommandContext<AccessTables>, 'db' | 'now' | 'about'>,
  personId: string,
): Promise<{ readonly id: string } | undefined> {
  const glass = await openGlass(context, personId);
  if (glass) context.about('breakGlass', glass.id);
  return glass;
}
