import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import { sendNotices } from '../../contract/permissions.ts';
import { deliveryView } from '../delivery-view.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const readReach = handle<NotificationTables>()(contract.readReach, async (context, { noticeIds }) => {
  // Who was told what, and when he read it, is no person's business but his own.
  if (context.actor.kind !== 'system') {
    throw refuse(notPermitted, { permission: sendNotices.sentence[context.language] });
  }
  const notices = await context.db
    .selectFrom('notifications.notice as n')
    .innerJoin('notifications.sending as s', 's.id', 'n.sending_id')
    .select(['n.id', 's.sent_at', 'n.delivered_at', 'n.read_at', 'n.undelivered_at'])
    .where('n.id', 'in', noticeIds)
    .orderBy('n.id')
    .execute();
  const deliveries = await context.db
    .selectFrom('notifications.delivery')
    .selectAll()
    .where('notice_id', 'in', noticeIds)
    .orderBy('id')
    .execute();
  return {
    rows: notices.map((notice) => ({
      noticeId: notice.id,
      sentAt: notice.sent_at,
      deliveredAt: notice.delivered_at,
      readAt: notice.read_at,
      undeliveredAt: notice.undelivered_at,
      deliveries: deliveries.filter(({ notice_id }) => notice_id === notice.id).map(deliveryView),
    })),
  };
});
