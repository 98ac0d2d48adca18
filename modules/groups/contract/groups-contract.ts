import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { personEffects } from '#modules/directory/contract/person-effect.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as joinOperations from './join-operations.ts';
import * as operations from './operations.ts';
import * as peopleChanges from './people-changes.ts';
import * as permissions from './permissions.ts';
import * as reportOperations from './report-operations.ts';
import { createKind, dissolveKind } from './request-kinds.ts';
import * as settings from './settings.ts';
import { whyGroupSeen } from './why-group-seen.ts';

/** All that can be said of governed groups 治理群. */
export const groupsContract = moduleContract({
  name: 'groups',
  title: { zh: '群管理', en: 'Groups' },
  operations: [
    whyGroupSeen,
    ...Object.values(operations),
    ...Object.values(joinOperations),
    ...Object.values(reportOperations),
    peopleChanges.heldLed,
    peopleChanges.handOverLed,
    peopleChanges.effectOnGroups,
  ],
  events: Object.values(events),
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: Object.values(settings),
  extensions: [
    extend(seenThings, { read: whyGroupSeen }),
    extend(processKinds, createKind),
    extend(processKinds, dissolveKind),
    extend(handOverLines, peopleChanges.ledLine),
    extend(personEffects, peopleChanges.membershipEffect),
  ],
});
