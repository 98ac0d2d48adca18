import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** A channel that was set up, to be changed, at the revision that the caller has seen; refuses with 404, or where it was changed since. */
export async function channelOf(
  context: CommandContext<NotificationTables>,
  channel: OutsideChannel,
  revision: number,
) {
  const row = await context.db
    .selectFrom('notifications.channel')
    .selectAll()
    .where('channel', '=', channel)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse(notFound);
  if (revision !== row.revision) throw refuse(channelFailures.channelChanged);
  context.about('channel', channel);
  return row;
}
