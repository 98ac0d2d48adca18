import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { isReachable } from '#kernel/server/outside/reachable-address.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import { preferencesChanged } from '../../contract/events.ts';
import * as contract from '../../contract/preference-operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** More devices than anybody carries; the oldest makes room. */
const mostDevices = 10;

export const subscribePush = handle<NotificationTables>()(contract.subscribePush, async (context, input) => {
  const { personId, sessionId } = context.person();
  const channel = await context.db
    .selectFrom('notifications.channel')
    .select('allowed')
    .where('channel', '=', 'push')
    .where('active', '=', true)
    .executeTakeFirst();
  if (!channel) throw refuse(channelFailures.channelOff);
  const { protocol, hostname } = new URL(input.endpoint);
  // Without TLS only to a push service inside the house, at an address that two people allowed.
  const isInside = isReachable(hostname, channel.allowed) && !isReachable(hostname, []);
  if (protocol !== 'https:' && !isInside) throw refuse(channelFailures.badDevice);
  const id = context.newId();
  // The browser has one subscription, whoever uses it: the last who signed in there.
  const device = { person_id: personId, session_id: sessionId, ...input, made_at: context.now.toString() };
  const { id: deviceId } = await context.db
    .insertInto('notifications.device')
    .values({ id, ...device })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(device))
    .returning('id')
    .executeTakeFirstOrThrow();
  const more = await context.db
    .selectFrom('notifications.device')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .offset(mostDevices)
    .execute();
  if (more.length > 0) {
    const ids = more.map((row) => row.id);
    await context.db.deleteFrom('notifications.device').where('id', 'in', ids).execute();
  }
  context.emit(preferencesChanged, { personId });
  return { deviceId };
});
