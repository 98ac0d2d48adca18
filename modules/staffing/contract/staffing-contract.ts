import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import * as cleanUp from './clean-up.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { staffingKinds } from './kinds.ts';
import * as operations from './operations.ts';
import { carryOut, certifyUsers } from './permissions.ts';
import * as phoneOperations from './phone-operations.ts';
import * as settings from './settings.ts';

/** All that can be said of requests about accounts, posts and permissions 人员申请. */
export const staffingContract = moduleContract({
  name: 'staffing',
  title: { zh: '人员申请', en: 'Staffing' },
  operations: [
    ...Object.values(operations),
    ...Object.values(phoneOperations),
    cleanUp.listDuplicates,
    cleanUp.dismissDuplicate,
    cleanUp.remindProfiles,
    cleanUp.startCertification,
    cleanUp.answerCertified,
    cleanUp.confirmDepartment,
    cleanUp.settleDifference,
    cleanUp.closeCertification,
    cleanUp.listCertifications,
    cleanUp.readCertification,
    cleanUp.listCertified,
  ],
  events: Object.values(events),
  permissions: [carryOut, certifyUsers],
  failures: Object.values(failures),
  settings: [settings.staffTypeRights, settings.endingSoonDays, settings.certifyEveryMonths],
  extensions: staffingKinds.map((kind) => extend(processKinds, kind)),
});
