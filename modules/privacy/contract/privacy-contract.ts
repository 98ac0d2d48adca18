import { moduleContract } from '#kernel/contract/module-contract.ts';
import * as complaints from './complaints.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { decideComplaints } from './permissions.ts';

/** All that can be said of what is recorded about people, to those people, and of their complaints about it. */
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
  ],
  events: Object.values(events),
  permissions: [decideComplaints],
  failures: Object.values(failures),
});
