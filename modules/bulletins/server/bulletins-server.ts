import { serverModule } from '#kernel/server/define-module.ts';
import { bulletinsContract } from '../contract/bulletins-contract.ts';
import { markRead } from './commands/mark-read.ts';
import { takeDownBulletin } from './commands/take-down-bulletin.ts';
import { resubmittedWithText } from './guards/resubmitted-with-text.ts';
import { submittedWithText } from './guards/submitted-with-text.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { countUnread } from './queries/count-unread.ts';
import { listBulletins } from './queries/list-bulletins.ts';
import { readBulletin } from './queries/read-bulletin.ts';
import { onExpiry } from './timers/on-expiry.ts';
import { whyBulletinSeen } from './why-seen/why-bulletin-seen.ts';

/** The server face of bulletins. */
export const bulletinsServer = serverModule({
  contract: bulletinsContract,
  handlers: [whyBulletinSeen, listBulletins, countUnread, readBulletin, markRead, takeDownBulletin],
  guards: [submittedWithText, resubmittedWithText],
  subscribers: [onRequestEnded],
  timers: [onExpiry],
  migrations: new URL('./migrations/', import.meta.url),
});
