import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import { followUpChanged } from './events.ts';
import * as failures from './failures.ts';
import { staffingKinds } from './kinds.ts';
import * as operations from './operations.ts';
import { carryOut } from './permissions.ts';

/** All that can be said of requests about accounts, posts and permissions 人员申请. */
export const staffingContract = moduleContract({
  name: 'staffing',
  title: { zh: '人员申请', en: 'Staffing' },
  operations: Object.values(operations),
  events: [followUpChanged],
  permissions: [carryOut],
  failures: Object.values(failures),
  extensions: staffingKinds.map((kind) => extend(processKinds, kind)),
});
