import type { CommandContext } from '#kernel/server/context.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import type { NotificationTables } from '../notification-tables.ts';
import type { ChannelAccess } from './channel-adapter.ts';
import { openSecret } from './channel-secrets.ts';

/** The channels that are on, with their secrets opened. For sending only: none of it may leave the server's memory. */
export async function channelAccesses({
  db,
  evidence,
}: Pick<CommandContext<NotificationTables>, 'db' | 'evidence'>): Promise<ReadonlyMap<OutsideChannel, ChannelAccess>> {
  const rows = await db
    .selectFrom('notifications.channel')
    .select(['channel', 'options', 'secrets', 'allowed'])
    .where('active', '=', true)
    .execute();
  return new Map(
    rows.map(({ channel, options, secrets, allowed }) => [
      channel,
      {
        options,
        allowed,
        secrets: Object.fromEntries(
          Object.entries(secrets).map(([name, sealed]) => [name, openSecret(evidence, channel, name, sealed)]),
        ),
      },
    ]),
  );
}
