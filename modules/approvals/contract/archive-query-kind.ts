import { z } from 'zod';
import { day, line, prose } from '#kernel/contract/shapes.ts';
import { processKind } from './process-kind.ts';

const both = z.object({ zh: z.string(), en: z.string() });
/** How far a grant carries: applicants of the reader's department with all below, or of the reader's employer. */
export const archiveReach = z.enum(['department', 'employer']);

/** What the approvers decide about; `titles` and `important` are filled in by the program. */
export const archiveQueryForm = z.object({
  kinds: z.array(line(100)).min(1).max(50),
  titles: both,
  reach: archiveReach,
  /** Last day of it, in the time zone of the applicant's employer. */
  until: day(),
  reason: prose(1_000).refine((text) => text.trim() !== ''),
  important: z.enum(['yes', 'no']),
});
export type ArchiveQueryForm = z.infer<typeof archiveQueryForm>;

// Nobody opens the archive to himself, and no administrator decides in the place of a head who isn't there (A6).
const asked = {
  kind: 'approve',
  mode: { kind: 'any' },
  empty: { kind: 'reject' },
  self: 'supervisor',
  opinion: 'unlessApproved',
  limit: { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } },
} as const;

/** 档案查询权限 (A5): by the department head; important kinds, and what reaches beyond the department, also by the executive in charge. */
export const archiveQueryProcess = processKind({
  name: 'approvals.archiveQuery',
  title: { zh: '档案查询权限申请', en: 'Permission to query the archive' },
  version: 1,
  form: archiveQueryForm,
  fields: [
    { name: 'titles', label: { zh: '审批类型', en: 'Kinds' }, type: 'words' },
    {
      name: 'reach',
      label: { zh: '查询范围', en: 'Reach' },
      type: 'choice',
      choices: {
        department: { zh: '本部门及下级部门', en: 'Own department and below' },
        employer: { zh: '本公司', en: 'Whole company' },
      },
    },
    { name: 'until', label: { zh: '有效期至', en: 'Until' }, type: 'day' },
    { name: 'reason', label: { zh: '用途', en: 'What for' }, type: 'longText' },
    {
      name: 'important',
      label: { zh: '是否含重要表单', en: 'Important forms among them' },
      type: 'choice',
      choices: { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } },
    },
  ],
  summary: (given) => archiveQueryForm.parse(given).titles,
  numberPrefix: 'DC',
  startPath: '/approvals/archive',
  copiesSeeAll: [],
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '申请', en: 'Asked for' } },
    nodes: [
      {
        ...asked,
        id: 'head',
        name: { zh: '部门负责人', en: 'Department head' },
        approvers: [{ kind: 'departmentHead' }],
      },
      {
        kind: 'condition',
        id: 'wide',
        name: { zh: '重要或跨部门', en: 'Important or beyond the department' },
        branches: [
          {
            id: 'yes',
            name: { zh: '是', en: 'Yes' },
            when: 'important = "yes" or reach = "employer"',
            nodes: [
              {
                ...asked,
                id: 'executive',
                name: { zh: '分管领导', en: 'Executive in charge' },
                approvers: [{ kind: 'role', role: 'assistantGeneralManager', within: 'nearestAbove' }],
              },
            ],
          },
        ],
        otherwise: { id: 'no', name: { zh: '否', en: 'No' }, nodes: [] },
      },
    ],
    deduplicate: 'once',
    withdraw: 'whileRunning',
  },
});
