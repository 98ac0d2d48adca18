import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const retryDeliveries = handle<NotificationTables>()(
  contract.retryDeliveries,
  async (context, { deliveryIds }) => {
    const again = await context.db
      .updateTable('notifications.delivery')
      .set({ state: 'queued', next_try: context.now.toString(), tries: 0 })
      .where('id', 'in', deliveryIds)
      .where('state', '=', 'failed')
      .returning('id')
      .execute();
    if (again.length === 0) throw refuse(channelFailures.notWaiting);
    const ids = again.map(({ id }) => id);
    for (const id of ids) context.about('delivery', id);
    context.emit(deliveriesMoved, { deliveryIds: ids });
    return { again: ids.length };
  },
);
