import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { leaveProcess } from './leave-kind.ts';
import * as operations from './operations.ts';
import { eraseLeave, leaveRetention, reviewLeave } from './retention.ts';

/** All that can be said of leave 请假. */
export const leaveContract = moduleContract({
  name: 'leave',
  title: { zh: '请假', en: 'Leave' },
  operations: [...Object.values(operations), reviewLeave, eraseLeave],
  events: Object.values(events),
  failures: Object.values(failures),
  extensions: [extend(processKinds, leaveProcess), extend(retention, leaveRetention)],
});
