import { moduleContract } from '#kernel/contract/module-contract.ts';
import * as events from './events.ts';
import { approvalFailures } from './failures.ts';
import * as operations from './operations.ts';
import { administer } from './permissions.ts';

/** All that can be said of approvals 审批. */
export const approvalsContract = moduleContract({
  name: 'approvals',
  title: { zh: '审批', en: 'Approvals' },
  operations: Object.values(operations),
  events: Object.values(events),
  permissions: [administer],
  failures: Object.values(approvalFailures),
});
