import { z } from 'zod';
import { day, id } from '#kernel/contract/shapes.ts';
import type { definition } from '#modules/approvals/contract/definition.ts';
import { designedKind } from '#modules/approvals/contract/process-kind.ts';
import { readyKinds } from './group-kind.ts';

const asks = { empty: { kind: 'processAdministrator' }, self: 'supervisor', opinion: 'unlessApproved' } as const;
const limit = { reminder: { after: { workingMinutes: 120 } }, overdue: { workdays: 1 } } as const;

/** Department head, then the office that keeps the groups: 信息中心, by the role of the general office until one is set up. */
const nodes: z.input<typeof definition>['nodes'] = [
  {
    kind: 'approve',
    id: 'departmentHead',
    name: { zh: '部门负责人', en: 'Department head' },
    approvers: [{ kind: 'departmentHead' }],
    mode: { kind: 'any' },
    limit,
    ...asks,
  },
  {
    kind: 'approve',
    id: 'informationCentre',
    name: { zh: '信息中心', en: 'Information centre' },
    approvers: [{ kind: 'role', role: 'generalOffice', within: 'employer' }],
    mode: { kind: 'any' },
    limit,
    ...asks,
  },
];

/** 群新建 (W1, G2): on approval the group exists, named, staffed and registered. */
export const createKind = designedKind({
  name: 'groups.create',
  title: { zh: '群新建', en: 'New group' },
  version: 1,
  copiesSeeAll: [],
  design: {
    fields: [
      {
        kind: 'choice',
        name: 'groupKind',
        label: { zh: '群类型', en: 'Kind of group' },
        required: true,
        width: 'half',
        options: Object.entries(readyKinds).map(([code, { title }]) => ({ id: code, words: title })),
      },
      {
        kind: 'text',
        name: 'name',
        label: { zh: '群名', en: 'Name' },
        help: { zh: '不含公司名，公司名由系统加上', en: 'Without the company, which is put before it' },
        required: true,
        most: 30,
        width: 'half',
      },
      { kind: 'longText', name: 'purpose', label: { zh: '用途', en: 'What it is for' }, required: true, most: 300 },
      {
        kind: 'text',
        name: 'unlike',
        label: { zh: '与已有类似群的区别', en: 'How it differs from similar groups' },
        most: 200,
      },
      {
        kind: 'department',
        name: 'departments',
        label: { zh: '哪些部门的人入群', en: 'Departments that belong in it' },
        multiple: true,
        atMost: 100,
      },
      {
        kind: 'choice',
        name: 'reach',
        label: { zh: '部门范围', en: 'Of these departments' },
        width: 'half',
        rules: { show: 'departments_count > 0', require: 'departments_count > 0' },
        options: [
          { id: 'below', words: { zh: '含下级部门', en: 'with all below them' } },
          { id: 'only', words: { zh: '仅本部门', en: 'only these' } },
          { id: 'heads', words: { zh: '仅部门负责人', en: 'only their heads' } },
        ],
      },
      {
        kind: 'person',
        name: 'people',
        label: { zh: '另外入群的人', en: 'Others who belong in it' },
        multiple: true,
        atMost: 100,
      },
      { kind: 'person', name: 'leader', label: { zh: '群负责人', en: 'Leader' }, required: true, width: 'half' },
      {
        kind: 'person',
        name: 'deputies',
        label: { zh: '副负责人', en: 'Deputies' },
        multiple: true,
        atMost: 10,
        width: 'half',
      },
      {
        kind: 'date',
        name: 'endsOn',
        label: { zh: '结束日期', en: 'Last day' },
        earliest: 'today',
        rules: {
          show: 'groupKind = "temporary" or groupKind = "project"',
          require: 'groupKind = "temporary"',
        },
      },
    ],
    summary: { zh: '{groupKind} · {name}', en: '{groupKind} · {name}' },
    numbering: { prefix: 'QXJ' },
  },
  definition: { start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } }, nodes },
});

/** What is carried out of the form of 群新建. */
export const createForm = z.object({
  groupKind: z.string(),
  name: z.string(),
  purpose: z.string(),
  departments: z.array(id()).default([]),
  reach: z.enum(['below', 'only', 'heads']).default('below'),
  people: z.array(id()).default([]),
  leader: id(),
  deputies: z.array(id()).default([]),
  endsOn: day().optional(),
});

/** 群注销 (W1, G2). The group's page fills in which. */
export const dissolveKind = designedKind({
  name: 'groups.dissolve',
  title: { zh: '群注销', en: 'Dissolving a group' },
  version: 1,
  copiesSeeAll: [],
  design: {
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: { zh: '群的全名', en: 'Full name of the group' },
        required: true,
        most: 50,
      },
      { kind: 'longText', name: 'reason', label: { zh: '原因', en: 'Why' }, required: true, most: 300 },
    ],
    summary: { zh: '{name}', en: '{name}' },
    numbering: { prefix: 'QZX' },
  },
  definition: { start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } }, nodes },
});

/** What is carried out of the form of 群注销. */
export const dissolveForm = z.object({ name: z.string(), reason: z.string() });
