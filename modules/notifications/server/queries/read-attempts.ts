import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const readAttempts = handle<NotificationTables>()(contract.readAttempts, async ({ db }, { deliveryId }) => ({
  rows: await db
    .selectFrom('notifications.attempt')
    .select(['number', 'at', 'error', 'receipt'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('number')
    .execute(),
}));
