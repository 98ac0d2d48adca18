import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const testChannel = handle<NotificationTables>()(contract.testChannel, async (context, { channel }) => {
  const { personId } = context.person();
  const on = await context.db
    .selectFrom('notifications.channel')
    .select('channel')
    .where('channel', '=', channel)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!on) throw refuse(channelFailures.channelOff);
  const id = context.newId();
  const now = context.now.toString();
  await context.db
    .insertInto('notifications.delivery')
    .values({
      id,
      notice_id: null,
      person_id: personId,
      channel,
      parcel: id,
      held_for: null,
      state: 'queued',
      tries: 0,
      next_try: now,
      error: null,
      receipt: null,
      check_at: null,
      made_at: now,
      sent_at: null,
      delivered_at: null,
    })
    .execute();
  context.about('channel', channel);
  context.emit(deliveriesMoved, { deliveryIds: [id] });
  return { deliveryId: id };
});
