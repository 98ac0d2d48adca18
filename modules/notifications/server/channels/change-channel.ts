import type { Updateable } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { channelsChanged } from '../../contract/events.ts';
import type { ChannelTable, NotificationTables } from '../notification-tables.ts';

/** Writes a changed channel under its next revision, and tells; gives that revision. */
export async function changeChannel(
  context: CommandContext<NotificationTables>,
  row: Pick<ChannelTable, 'channel' | 'revision'>,
  change: Updateable<NotificationTables['notifications.channel']>,
): Promise<number> {
  const revision = row.revision + 1;
  await context.db
    .updateTable('notifications.channel')
    .set({ ...change, revision, changed_at: context.now.toString() })
    .where('channel', '=', row.channel)
    .execute();
  context.emit(channelsChanged, { channel: row.channel });
  return revision;
}
