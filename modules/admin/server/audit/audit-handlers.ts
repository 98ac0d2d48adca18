import { exportAudit } from '../queries/export-audit.ts';
import { listAudit } from '../queries/list-audit.ts';
import { listAuditedOperations } from '../queries/list-audited-operations.ts';

/** What the audit administrator reads. */
export const auditHandlers = [listAudit, listAuditedOperations, exportAudit];
