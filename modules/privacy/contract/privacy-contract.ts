import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention as retentionPoint } from '#kernel/contract/retention.ts';
import * as complaints from './complaints.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as leaverAccess from './leaver-access.ts';
import * as operations from './operations.ts';
import * as permissions from './permissions.ts';
import * as retention from './retention.ts';

/** All that can be said of what is recorded about people, to those people, of their complaints about it, and of its end. */
export const privacyContract = moduleContract({
  name: 'privacy',
  title: { zh: '我的信息', en: 'My data' },
  operations: [
    ...Object.values(operations),
    complaints.listComplaints,
    complaints.readComplaint,
    complaints.complain,
    complaints.answerComplaint,
    complaints.acceptAnswer,
    complaints.objectToAnswer,
    retention.readRetention,
    retention.listErasures,
    retention.holdData,
    retention.releaseData,
    retention.reviewComplaints,
    retention.eraseComplaints,
    leaverAccess.issueLeaverLink,
    leaverAccess.voidLeaverLink,
    leaverAccess.listLeaverLinks,
    leaverAccess.readLeaverLink,
    leaverAccess.openLeaverLink,
    leaverAccess.listLeaverData,
    leaverAccess.readLeaverData,
    leaverAccess.exportLeaverData,
  ],
  events: Object.values(events),
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: [leaverAccess.leaverLinkDays],
  extensions: [extend(retentionPoint, retention.privacyRetention)],
});
