import { exportAudit } from '../queries/export-audit.ts';
import { listAudit } from '../queries/list-audit.ts';
import { listAuditedOperations } from '../queries/list-audited-operations.ts';
import { eraseAudited } from '../retention/erase-audited.ts';
import { reviewAudited } from '../retention/review-audited.ts';

/** What the audit administrator reads, and how long it is there. */
export const auditHandlers = [listAudit, listAuditedOperations, exportAudit, reviewAudited, eraseAudited];
