import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { processKinds } from '#modules/approvals/contract/process-kind.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { fileOwners } from '#modules/files/contract/file-owner.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { keepRegister } from './permissions.ts';
import { transferFiles } from './transfer-files.ts';
import { transferKind } from './transfer-kind.ts';
import { whyTransferSeen } from './why-transfer-seen.ts';

/** All that can be said of transfers of classified material 涉密资料传递. */
export const transfersContract = moduleContract({
  name: 'transfers',
  title: { zh: '涉密资料传递', en: 'Transfers of classified material' },
  operations: [...Object.values(operations), whyTransferSeen],
  events: Object.values(events),
  permissions: [keepRegister],
  failures: Object.values(failures),
  extensions: [
    extend(processKinds, transferKind),
    extend(fileOwners, transferFiles),
    extend(seenThings, { read: whyTransferSeen }),
  ],
});
