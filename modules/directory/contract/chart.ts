import { z } from 'zod';
import { download, query } from '#kernel/contract/operation.ts';
import { day, id, page, pageInput } from '#kernel/contract/shapes.ts';
import { exportPeople, readDirectory } from './permissions.ts';
import { named, personFields, personNamed } from './shapes.ts';

/** A department as the chart draws it. */
export const chartDepartment = z.object({
  id: id(),
  name: z.string(),
  /** null: nothing above it, as far as the viewer sees. */
  parentId: id().nullable(),
  heads: z.array(personNamed),
  deputies: z.array(personNamed),
  /** People whose main department it is, or lies below it. */
  people: z.int(),
  /** How many it may have with all below it (编制); only for whoever manages structure. */
  planned: z.int().nullable(),
  /** In a draft: what becomes of it. */
  mark: z.enum(['created', 'removed', 'moved', 'renamed', 'changed']).nullable(),
});
export type ChartDepartment = z.infer<typeof chartDepartment>;

/** Which chart: of today, of a day, of a draft. */
const which = {
  /** Left out: today. The structure as it was then; a day to come shows today’s. */
  on: day().optional(),
  /** A draft that the viewer may see; `on` is then left out. */
  reorganisationId: id().optional(),
};

export const readChart = query({
  name: 'directory.readChart',
  summary: {
    zh: '组织架构图：今天的、某一天的、某个调整草案的',
    en: 'The chart of the structure: of today, of a day, or as a draft would make it',
  },
  input: z.object(which),
  /** In the order of siblings; at most 20,000. */
  output: z.object({
    departments: z.array(chartDepartment),
    more: z.boolean(),
    may: z.array(z.enum(['plan', 'export', 'manage'])),
  }),
  access: readDirectory,
});

export const exportChart = download({
  name: 'directory.exportChart',
  summary: {
    zh: '导出组织架构：表格（.xlsx）或图片（.svg）',
    en: 'Exports the structure as a table (.xlsx) or a picture (.svg)',
  },
  input: z.object({
    ...which,
    format: z.enum(['xlsx', 'svg']).default('xlsx'),
    /** Only this department and what is below it. */
    below: id().optional(),
  }),
  output: z.object({}),
  access: exportPeople,
  logsLooks: true,
  perMinute: 10,
});

const period = { from: day(), until: day().nullable() };

export const readDepartmentHistory = query({
  name: 'directory.readDepartmentHistory',
  summary: {
    zh: '部门沿革：名称、上级、负责人、副职、编制',
    en: 'A department’s history: names, what stood above it, heads, deputies, headcount. `until` is the first day it no longer held',
  },
  input: z.object({ departmentId: id() }),
  output: z.object({
    department: named,
    removedOn: day().nullable(),
    places: z.array(z.object({ ...period, name: z.string(), parent: named.nullable() })),
    heads: z.array(z.object({ ...period, person: personNamed, rank: z.int() })),
    deputies: z.array(z.object({ ...period, person: personNamed, rank: z.int() })),
    headcounts: z.array(z.object({ ...period, post: named.nullable(), planned: z.int() })),
  }),
  access: readDirectory,
});

export const listMembersOn = query({
  name: 'directory.listMembersOn',
  summary: { zh: '某部门在某一天有哪些人', en: 'Who was in a department on a day' },
  input: z.object({ ...pageInput, departmentId: id(), on: day(), below: z.boolean().default(false) }),
  output: page(
    z.object({
      person: personNamed,
      jobTitle: personFields.shape.jobTitle,
      department: named,
      main: z.boolean(),
      from: day(),
      until: day().nullable(),
    }),
  ).extend({ total: z.int().optional() }),
  access: readDirectory,
});
