import { serverModule } from '#kernel/server/define-module.ts';
import { channelsTopic } from '../contract/events.ts';
import { notificationsContract } from '../contract/notifications-contract.ts';
import { manageChannels } from '../contract/permissions.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { markAllRead } from './commands/mark-all-read.ts';
import { markRead } from './commands/mark-read.ts';
import { notify } from './commands/notify.ts';
import { sendPhoneCode } from './commands/send-phone-code.ts';
import { withdrawNotices } from './commands/withdraw-notices.ts';
import { outsideHandlers, outsideSubscribers, outsideTimers, outsideWorks } from './outside-server.ts';
import { countUnread } from './queries/count-unread.ts';
import { listNotices } from './queries/list-notices.ts';
import { eraseNotices } from './retention/erase-notices.ts';
import { reviewNotices } from './retention/review-notices.ts';

export const notificationsServer = serverModule({
  contract: notificationsContract,
  handlers: [
    notify,
    sendPhoneCode,
    withdrawNotices,
    listNotices,
    countUnread,
    acknowledge,
    markRead,
    markAllRead,
    ...outsideHandlers,
    reviewNotices,
    eraseNotices,
  ],
  subscribers: outsideSubscribers,
  timers: outsideTimers,
  outside: outsideWorks,
  topicsOf: async (_db, _personId, reaches) => (reaches.has(manageChannels.name) ? [channelsTopic] : []),
  migrations: new URL('./migrations/', import.meta.url),
});
