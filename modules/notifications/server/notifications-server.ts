import { serverModule } from '#kernel/server/define-module.ts';
import { notificationsContract } from '../contract/notifications-contract.ts';
import { acknowledgeHandler } from './commands/acknowledge.ts';
import { markAllReadHandler } from './commands/mark-all-read.ts';
import { markReadHandler } from './commands/mark-read.ts';
import { notifyHandler } from './commands/notify.ts';
import { countUnreadHandler } from './queries/count-unread.ts';
import { listNoticesHandler } from './queries/list-notices.ts';

export const notificationsServer = serverModule({
  contract: notificationsContract,
  handlers: [
    notifyHandler,
    listNoticesHandler,
    countUnreadHandler,
    acknowledgeHandler,
    markReadHandler,
    markAllReadHandler,
  ],
  migrations: new URL('./migrations/', import.meta.url),
});
