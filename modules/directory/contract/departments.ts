import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, line } from '#kernel/contract/shapes.ts';
import {
  dayInThePast,
  departmentCycle,
  departmentNameTaken,
  departmentNotEmpty,
  departmentNumberTaken,
  departmentUnknown,
  employerUnknown,
  personUnknown,
} from './failures.ts';
import { manageStructure, readDirectory } from './permissions.ts';
import { changeOutcome, departmentRow, named, outsideNumber, personNamed } from './shapes.ts';

const heads = z.array(id()).max(20);
const sort = z.int().min(0).max(2_147_483_647);

export const createDepartment = command({
  name: 'directory.createDepartment',
  summary: { zh: '新增部门', en: 'Creates a department' },
  input: z.object({
    name: line(64),
    parentId: id(),
    /** Left out: the employer of the department above. */
    employerId: id().optional(),
    /** Outside id; left out: the next free one. */
    number: outsideNumber().optional(),
    sort: sort.default(0),
    headIds: heads.default([]),
    /** 副职, in order; whoever heads it is none. */
    deputyIds: heads.default([]),
  }),
  output: z.object({ departmentId: id(), number: z.int() }),
  access: manageStructure,
  byApplications: true,
  failures: [departmentNameTaken, departmentNumberTaken, departmentUnknown, employerUnknown, personUnknown],
});

/** What may change in a department; a part that is left out stays. */
export const departmentChange = z
  .object({ name: line(64), parentId: id(), number: outsideNumber(), sort, headIds: heads, deputyIds: heads })
  .partial();
export type DepartmentChange = z.infer<typeof departmentChange>;

export const changeDepartment = command({
  name: 'directory.changeDepartment',
  summary: {
    zh: '修改部门：名称、上级、编号、排序、负责人，可指定生效日期',
    en: 'Changes a department: name, place in the tree, number, order, heads; now or from a later day on',
  },
  input: z.object({
    departmentId: id(),
    revision: z.int(),
    /** First day it holds, in the employer’s time zone; left out: today. */
    on: day().optional(),
    change: departmentChange,
  }),
  output: changeOutcome,
  access: manageStructure,
  byApplications: true,
  failures: [
    departmentNameTaken,
    departmentNumberTaken,
    departmentCycle,
    departmentUnknown,
    personUnknown,
    dayInThePast,
  ],
});

export const removeDepartment = command({
  name: 'directory.removeDepartment',
  summary: { zh: '撤销空部门', en: 'Removes an empty department' },
  input: z.object({ departmentId: id(), revision: z.int() }),
  output: z.object({}),
  access: manageStructure,
  byApplications: true,
  failures: [departmentNotEmpty],
});

export const readTree = query({
  name: 'directory.readTree',
  summary: {
    zh: '组织架构：某部门以下若干层',
    en: 'The structure: some levels below a department, or from the top',
  },
  input: z.object({ below: id().nullable().default(null), levels: z.int().min(1).max(20).default(1) }),
  /** In the order of the tree’s siblings; at most 3,000, then `more`: ask again below one of them. */
  output: z.object({ departments: z.array(departmentRow), more: z.boolean(), may: z.array(z.enum(['manage'])) }),
  access: readDirectory,
  byApplications: true,
});

export const readDepartment = query({
  name: 'directory.readDepartment',
  summary: { zh: '查看部门', en: 'Reads a department' },
  input: z.object({ departmentId: id() }),
  output: departmentRow.extend({
    employer: named,
    /** From the top down to the department above. */
    path: z.array(named),
    may: z.array(z.enum(['change', 'remove', 'addPerson'])),
  }),
  access: readDirectory,
  byApplications: true,
});

export const listReporting = query({
  name: 'directory.listReporting',
  summary: {
    zh: '某一天谁向谁汇报（历史查询）',
    en: 'Who reported to whom on a day: the people whose direct supervisor was the one given, some levels down',
  },
  input: z.object({ supervisorId: id(), on: day().optional(), levels: z.int().min(1).max(20).default(1) }),
  output: z.object({
    on: day(),
    rows: z.array(
      z.object({
        person: personNamed,
        supervisorId: id(),
        level: z.int(),
        department: named.nullable(),
        jobTitle: z.string().nullable(),
      }),
    ),
    more: z.boolean(),
  }),
  access: readDirectory,
  byApplications: true,
});
