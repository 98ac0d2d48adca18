import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/audit.ts';
import type { AdminTables } from '../admin-tables.ts';
import { auditedOperations } from '../audit/audited-operations.ts';

export const listAuditedOperations = handle<AdminTables>()(contract.listAuditedOperations, async (context) => ({
  rows: [...auditedOperations(context.contracts)].map(([name, { zh, en }]) => ({ name, summary: { zh, en } })),
}));
