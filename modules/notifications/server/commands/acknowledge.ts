import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import * as operations from '../../contract/operations.ts';
import { markNotices } from '../mark-notices.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const acknowledge = handle<NotificationTables>()(operations.acknowledge, async (context, { noticeIds, via }) => {
  await markNotices(context, 'delivered', sql`n.id = any(${noticeIds}::uuid[])`);
  if (via === 'app') return {};
  const received = await context.db
    .updateTable('notifications.delivery')
    .set({ state: 'delivered', delivered_at: context.now.toString(), next_try: null })
    .where('notice_id', 'in', noticeIds)
    .where('person_id', '=', context.person().personId)
    .where('channel', '=', 'push')
    .where('state', 'in', ['queued', 'sent'])
    .where('tries', '>', 0)
    .returning('id')
    .execute();
  if (received.length > 0) context.emit(deliveriesMoved, { deliveryIds: received.map(({ id }) => id) });
  return {};
});
