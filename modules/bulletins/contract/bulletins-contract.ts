import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { countUnread } from './count-unread.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { takeDown } from './permissions.ts';
import { publishingKind } from './publishing-kind.ts';
import { whyBulletinSeen } from './why-bulletin-seen.ts';

/** All that can be said of bulletins 公告. */
export const bulletinsContract = moduleContract({
  name: 'bulletins',
  title: { zh: '公告', en: 'Bulletins' },
  operations: [whyBulletinSeen, ...Object.values(operations), countUnread],
  events: Object.values(events),
  permissions: [takeDown],
  failures: Object.values(failures),
  extensions: [extend(seenThings, { read: whyBulletinSeen }), extend(processKinds, publishingKind)],
});
