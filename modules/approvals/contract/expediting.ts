import { z } from 'zod';
import { download, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { slotId } from './instance.ts';
import { listFilter } from './list-filter.ts';
import { expedite } from './permissions.ts';
import { requestStatus } from './request.ts';

const { search, kind, from, to } = listFilter;
/** `from`, `to`: since when it waits. `departmentId`: of the applicant, with all below. `holderId`: who is asked. */
const filter = {
  search,
  kind,
  from,
  to,
  departmentId: id().optional(),
  holderId: id().optional(),
  overdue: z.boolean().optional(),
};
const named = z.object({ id: id(), name: z.string() });

export const listExpedited = query({
  name: 'approvals.listExpedited',
  summary: { zh: '督办：进行中的审批在谁手里', en: 'List what is running and with whom' },
  access: expedite,
  /** `due`: what has no limit comes last. */
  input: z.object({ ...pageInput, ...filter, sort: z.enum(['oldest', 'newest', 'due']).default('oldest') }),
  output: page(
    z.object({
      requestId: id(),
      number: z.string(),
      kind: z.string(),
      title: words,
      summary: words,
      applicant: named,
      department: named.nullable(),
      status: requestStatus,
      suspended: z.boolean(),
      /** The task; null where the request waits for something else than a person. */
      slotId: slotId.nullable(),
      holder: named.nullable(),
      since: instant(),
      /** In the working time of who holds it, whole; null where none is known or nobody holds it. */
      workingMinutes: z.int().nullable(),
      dueAt: instant().nullable(),
      overdue: z.boolean(),
      urgedAt: instant().nullable(),
      /** Whether the reader may open it and intervene. */
      mayIntervene: z.boolean(),
      /** What it is about isn't shown to who only administers it (A6): no summary. */
      withheld: z.boolean(),
    }),
  ),
});

export const groupExpedited = query({
  name: 'approvals.groupExpedited',
  summary: { zh: '督办汇总：按流程、部门或经办人', en: 'Sum up what is running by process, department or holder' },
  access: expedite,
  input: z.object({ ...filter, by: z.enum(['kind', 'department', 'holder']) }),
  output: z.object({
    /** Most first, at most 500. `key` null: no department, or nobody holds it. */
    rows: z.array(
      z.object({ key: z.string().nullable(), name: words, count: z.int(), overdue: z.int(), oldest: instant() }),
    ),
  }),
});

export const exportExpedited = download({
  name: 'approvals.exportExpedited',
  summary: {
    zh: '导出督办表（.xlsx，最多 20,000 行）',
    en: 'Export the expediting table (.xlsx, at most 20,000 rows)',
  },
  access: expedite,
  input: z.object({ ...filter, language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  logsLooks: true,
  perMinute: 10,
});
