import { z } from 'zod';
import { day, id } from '#kernel/contract/shapes.ts';
import { processKind } from './process-kind.ts';
import { templateClass, templateKind } from './template.ts';

const both = z.object({ zh: z.string(), en: z.string() });

/** What the approvers of a publication decide about. The content itself is frozen beside it, under this digest. */
export const publishingForm = z.object({
  template: templateKind,
  title: both,
  /** The subsidiary whose own parts these are; empty: the whole group. */
  employer: z.string(),
  class: templateClass,
  important: z.enum(['yes', 'no']),
  ownerDepartmentId: id().nullable(),
  note: z.string(),
  changes: both,
  effectiveOn: day().nullable(),
  /** SHA-256 over the canonical bytes of the content. */
  digest: z.string(),
});
export type PublishingForm = z.infer<typeof publishingForm>;

const asked = {
  kind: 'approve',
  empty: { kind: 'processAdministrator' },
  // Who proposes doesn't decide. Where nobody else can, the only administrator's proposal stands, and is marked as his alone.
  self: 'skip',
  opinion: 'unlessApproved',
  limit: { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } },
} as const;

/** 表单/流程变更 (W9): reviewed by the platform administrator, signed by the department head; important ones also by a director. */
export const publishingProcess = processKind({
  name: 'approvals.publishing',
  title: { zh: '表单/流程变更', en: 'Change of a form or flow' },
  version: 1,
  form: publishingForm,
  fields: [
    { name: 'title', label: { zh: '流程模板', en: 'Template' }, type: 'words' },
    { name: 'employer', label: { zh: '适用的子公司', en: 'Subsidiary' }, type: 'text' },
    {
      name: 'class',
      label: { zh: '级别', en: 'Class' },
      type: 'choice',
      choices: { core: { zh: '核心流程', en: 'Core flow' }, department: { zh: '部门流程', en: 'Department flow' } },
    },
    {
      name: 'important',
      label: { zh: '是否重要', en: 'Important' },
      type: 'choice',
      choices: { yes: { zh: '重要', en: 'Yes' }, no: { zh: '一般', en: 'No' } },
    },
    { name: 'note', label: { zh: '变更原因', en: 'Why' }, type: 'longText' },
    { name: 'changes', label: { zh: '变更内容', en: 'What changes' }, type: 'words' },
    { name: 'effectiveOn', label: { zh: '生效日期', en: 'Takes effect' }, type: 'day' },
    { name: 'digest', label: { zh: '内容摘要值', en: 'Digest of the content' }, type: 'text' },
  ],
  summary: (given) => {
    const { title } = publishingForm.parse(given);
    return { zh: title.zh, en: title.en };
  },
  numberPrefix: 'LC',
  startPath: '/approvals/templates',
  copiesSeeAll: [],
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '申请发布', en: 'Asked for' } },
    nodes: [
      {
        ...asked,
        id: 'review',
        name: { zh: '系统管理员审核', en: 'Review by the platform administrator' },
        approvers: [{ kind: 'role', role: 'administrator', within: 'group' }],
        mode: { kind: 'any' },
      },
      {
        kind: 'condition',
        id: 'class',
        name: { zh: '级别', en: 'Class' },
        branches: [
          {
            id: 'department',
            name: { zh: '部门流程', en: 'Department flow' },
            when: 'class = "department"',
            nodes: [
              {
                ...asked,
                id: 'departmentHead',
                name: { zh: '部门负责人签发', en: 'Signed by the department head' },
                approvers: [{ kind: 'departmentHead' }],
                mode: { kind: 'all' },
              },
            ],
          },
        ],
        otherwise: { id: 'core', name: { zh: '核心流程', en: 'Core flow' }, nodes: [] },
      },
      {
        kind: 'condition',
        id: 'important',
        name: { zh: '是否重要', en: 'Important' },
        branches: [
          {
            id: 'yes',
            name: { zh: '重要', en: 'Important' },
            when: 'important = "yes"',
            nodes: [
              {
                ...asked,
                id: 'director',
                name: { zh: '总监及以上签发', en: 'Signed by a director or above' },
                approvers: [{ kind: 'supervisor', level: 2 }],
                mode: { kind: 'all' },
              },
            ],
          },
        ],
        otherwise: { id: 'usual', name: { zh: '一般', en: 'Usual' }, nodes: [] },
      },
    ],
    // Who reviewed as administrator isn't asked again where no head is found above the proposer.
    deduplicate: 'once',
    // What was asked for is frozen; to change it, it is withdrawn and asked for again.
    withdraw: 'whileRunning',
  },
});
