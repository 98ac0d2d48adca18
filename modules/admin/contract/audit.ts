import { z } from 'zod';
import { download, query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, idPageInput, instant, page, words } from '#kernel/contract/shapes.ts';
import { readAudit } from '#modules/access/contract/permissions.ts';

const audited = { purpose: 'security', basis: 'law', sensitivity: 'ordinary', retention: 'audit-3y' } as const;

const auditOutcome = z.enum(['done', 'refused', 'fault', 'looked']);

const auditFilter = {
  personId: id().optional(),
  operation: z.string().max(100).optional(),
  outcome: auditOutcome.optional(),
  /** Days in the time zone of who asks, both of them in it. */
  from: day().optional(),
  until: day().optional(),
};

export const listAudit = query({
  name: 'admin.listAudit',
  summary: {
    zh: '审计日志：管理操作、登录与权限变更',
    en: 'The audit: administrative actions, sign-ins and permissions',
  },
  input: z.object({ ...idPageInput, ...auditFilter }),
  /** The newest first. What people do in their own work isn’t in it (A6). */
  output: page(
    z.object({
      id: id(),
      at: instant(),
      /** `name`: of a person; `id`: null where nobody was signed in. */
      actor: z.object({
        kind: z.enum(['person', 'application', 'system', 'visitor']),
        id: personal(z.string().nullable(), audited),
        name: personal(z.string().nullable(), audited),
      }),
      operation: z.string(),
      summary: words,
      /** `refused`: it was tried; `fault`: it failed by a mistake of the program; `looked`: something sensitive was read. */
      outcome: auditOutcome,
      failureCode: z.string().nullable(),
      /** `name`: of a person. */
      objects: z.array(z.object({ type: z.string(), id: z.string(), name: personal(z.string().nullable(), audited) })),
    }),
  ),
  access: readAudit,
});

export const listAuditedOperations = query({
  name: 'admin.listAuditedOperations',
  summary: { zh: '审计日志中的操作', en: 'The operations that the audit tells of' },
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ name: z.string(), summary: words })) }),
  access: readAudit,
});

export const exportAudit = download({
  name: 'admin.exportAudit',
  summary: { zh: '导出审计日志（.xlsx）', en: 'Exports the audit (.xlsx)' },
  /** The newest fifty thousand lines of what is asked for. */
  input: z.object({ ...auditFilter, language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  access: readAudit,
  logsLooks: true,
  perMinute: 10,
});
