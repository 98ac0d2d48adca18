import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import * as audit from './audit.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { auditRetention, eraseAudited, reviewAudited } from './retention.ts';
import * as setUp from './set-up.ts';
import * as supervision from './supervision.ts';

/** All that can be said of setting up and administering the platform. */
export const adminContract = moduleContract({
  name: 'admin',
  title: { zh: '管理后台', en: 'Administration' },
  operations: [
    setUp.readSetUp,
    setUp.setUpCompany,
    supervision.listSupervisions,
    supervision.nameSupervisor,
    supervision.listDigests,
    supervision.readDigest,
    supervision.markDigestSeen,
    audit.listAudit,
    audit.listAuditedOperations,
    audit.exportAudit,
    reviewAudited,
    eraseAudited,
  ],
  events: Object.values(events),
  failures: Object.values(failures),
  extensions: [extend(retention, auditRetention)],
});
