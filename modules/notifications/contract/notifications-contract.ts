import { moduleContract } from '#kernel/contract/module-contract.ts';
import { noticeDelivered, noticesRead, noticesSent } from './events.ts';
import { acknowledge, countUnread, listNotices, markAllRead, markRead, notify } from './operations.ts';
import { sendNotices } from './permissions.ts';

export const notificationsContract = moduleContract({
  name: 'notifications',
  title: { zh: '提醒', en: 'Notifications' },
  operations: [notify, listNotices, countUnread, acknowledge, markRead, markAllRead],
  events: [noticesSent, noticeDelivered, noticesRead],
  permissions: [sendNotices],
});
