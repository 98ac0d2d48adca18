import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/audit.ts';
import type { AdminTables } from '../admin-tables.ts';
import { readAuditRows } from '../audit/read-audit-rows.ts';

export const listAudit = handle<AdminTables>()(contract.listAudit, async (context, { cursor, limit, ...asked }) => {
  const rows = await readAuditRows(context, { ...asked, after: cursor, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, ...(last ? { next: last.id } : {}) };
});
