import { serverModule } from '#kernel/server/define-module.ts';
import { notificationsContract } from '../contract/notifications-contract.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { markAllRead } from './commands/mark-all-read.ts';
import { markRead } from './commands/mark-read.ts';
import { notify } from './commands/notify.ts';
import { countUnread } from './queries/count-unread.ts';
import { listNotices } from './queries/list-notices.ts';

export const notificationsServer = serverModule({
  contract: notificationsContract,
  handlers: [notify, listNotices, countUnread, acknowledge, markRead, markAllRead],
  migrations: new URL('./migrations/', import.meta.url),
});
