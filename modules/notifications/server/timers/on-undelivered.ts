import { onTimer } from '#kernel/server/define-module.ts';
import { markUndelivered } from '../mark-undelivered.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { undelivered } from './undelivered.ts';

/** What no device has by now, and no channel reported as delivered, counts as not delivered. */
export const onUndelivered = onTimer<NotificationTables>()(undelivered, async (context, { noticeIds }) => {
  await markUndelivered(context, noticeIds, 'timeIsOver');
});
