import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { employerNameTaken, employerUnknown, unknownTimeZone } from './failures.ts';
import { manageStructure, readDirectory } from './permissions.ts';
import { employerRow } from './shapes.ts';

const fields = {
  name: line(100),
  shortName: line(40).nullable(),
  /** 统一社会信用代码. */
  taxNumber: line(40).nullable(),
  place: line(200).nullable(),
  /** IANA name such as `Asia/Shanghai`. */
  timeZone: line(60),
  /** The employer above it in the group. */
  parentId: id().nullable(),
};

export const createEmployer = command({
  name: 'directory.createEmployer',
  summary: {
    zh: '新增用人单位，并建立它的顶级部门',
    en: 'Adds an employer together with the department that stands for it in the tree',
  },
  input: z.object({
    name: fields.name,
    shortName: fields.shortName.default(null),
    taxNumber: fields.taxNumber.default(null),
    place: fields.place.default(null),
    timeZone: fields.timeZone.default('Asia/Shanghai'),
    parentId: fields.parentId.default(null),
  }),
  output: z.object({ employerId: id(), departmentId: id() }),
  access: manageStructure,
  failures: [employerNameTaken, unknownTimeZone, employerUnknown],
});

export const changeEmployer = command({
  name: 'directory.changeEmployer',
  summary: { zh: '修改用人单位', en: 'Changes an employer' },
  input: z.object({
    employerId: id(),
    revision: z.int().min(1).max(2_147_483_647),
    change: z.object(fields).partial(),
  }),
  output: z.object({ revision: z.int() }),
  access: manageStructure,
  failures: [employerNameTaken, unknownTimeZone, employerUnknown],
});

export const listEmployers = query({
  name: 'directory.listEmployers',
  summary: { zh: '用人单位列表', en: 'Lists the employers' },
  input: z.object({}),
  output: z.object({ rows: z.array(employerRow), may: z.array(z.enum(['create', 'change'])) }),
  access: readDirectory,
  byApplications: true,
});
