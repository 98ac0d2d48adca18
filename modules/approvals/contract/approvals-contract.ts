import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { fileOwners } from '#modules/files/contract/file-owner.ts';
import * as archive from './archive.ts';
import { retention } from './archive-settings.ts';
import * as events from './events.ts';
import { approvalFailures } from './failures.ts';
import { formFailures } from './form-failures.ts';
import * as formOperations from './form-operations.ts';
import * as operations from './operations.ts';
import { administer, keepArchive } from './permissions.ts';
import { requestFiles } from './request-files.ts';

/** All that can be said of approvals 审批. */
export const approvalsContract = moduleContract({
  name: 'approvals',
  title: { zh: '审批', en: 'Approvals' },
  operations: [
    ...Object.values(operations), //
    ...Object.values(archive),
    ...Object.values(formOperations),
  ],
  events: Object.values(events),
  permissions: [
    administer, //
    keepArchive,
  ],
  failures: [
    ...Object.values(approvalFailures), //
    ...Object.values(formFailures),
  ],
  settings: [retention],
  extensions: [extend(fileOwners, requestFiles)],
});
