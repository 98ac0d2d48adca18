import { z } from 'zod';
import { command, download, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput } from '#kernel/contract/shapes.ts';
import {
  accountTaken,
  dayInThePast,
  departmentUnknown,
  employerUnknown,
  fieldOwned,
  hasLeft,
  leavingPlanned,
  mainDepartmentNeeded,
  personUnknown,
  plannedChangeDone,
  postOutsideDepartments,
  postUnknown,
  staffNumberTaken,
  successorIsLeaver,
  successorLeaves,
  supervisorCycle,
} from './failures.ts';
import { fieldOwnerName, ownableFields } from './field-owner.ts';
import { managePeople, exportPeople as mayExportPeople, readDirectory } from './permissions.ts';
import {
  changeOutcome,
  membership,
  named,
  personFields,
  personNamed,
  personRow,
  postHolding,
  recordFields,
} from './shapes.ts';

/** What may be wrong with where a person is to stand. */
export const linkFailures = [
  accountTaken,
  staffNumberTaken,
  departmentUnknown,
  employerUnknown,
  postUnknown,
  postOutsideDepartments,
  personUnknown,
  mainDepartmentNeeded,
  supervisorCycle,
];

export const createPerson = command({
  name: 'directory.createPerson',
  summary: { zh: '新增人员（入职）', en: 'Adds a person who joins' },
  input: personFields.partial().required({ employerId: true, account: true, name: true, departments: true }),
  output: z.object({ personId: id(), revision: z.int() }),
  access: managePeople,
  byApplications: true,
  failures: linkFailures,
});

/** What may change in a person; a part that is left out stays. The account stays for ever (D13). */
export const personChange = personFields.omit({ account: true }).partial();
export type PersonChange = z.infer<typeof personChange>;

export const changePerson = command({
  name: 'directory.changePerson',
  summary: {
    zh: '修改人员资料、部门、岗位、上级，今天或以后某天生效',
    en: 'Changes a person’s data, departments, posts or supervisor, today or from a later day on',
  },
  input: z.object({
    personId: id(),
    revision: z.int(),
    /** First day it holds, in the time zone of the person’s employer; left out: today. */
    on: day().optional(),
    change: personChange,
  }),
  output: changeOutcome,
  access: managePeople,
  byApplications: true,
  failures: [...linkFailures, hasLeft, dayInThePast, fieldOwned],
});

export const markLeft = command({
  name: 'directory.markLeft',
  summary: { zh: '办理离职', en: 'Records that a person leaves, after the last day given' },
  input: z.object({
    personId: id(),
    revision: z.int(),
    /** Last day of employment; the person is gone on the day after. A day before today: gone at once. */
    lastDay: day(),
    successorId: id().nullable().default(null),
  }),
  output: changeOutcome,
  access: managePeople,
  byApplications: true,
  failures: [hasLeft, personUnknown, successorIsLeaver, successorLeaves, leavingPlanned],
});

export const withdrawPlannedChange = command({
  name: 'directory.withdrawPlannedChange',
  summary: { zh: '撤销尚未生效的变更', en: 'Withdraws a change that hasn’t taken effect yet' },
  input: z.object({ plannedChangeId: id() }),
  output: z.object({}),
  access: managePeople,
  byApplications: true,
  failures: [plannedChangeDone],
});

export const listPlannedChanges = query({
  name: 'directory.listPlannedChanges',
  summary: { zh: '待生效和未能生效的变更', en: 'Changes that wait for their day, and those that failed on it' },
  input: z.object({ ...pageInput, personId: id().optional() }),
  output: page(
    z.object({
      id: id(),
      kind: z.enum(['changePerson', 'markLeft', 'changeDepartment']),
      subject: named,
      on: day(),
      /** Names of the fields that change. */
      fields: z.array(z.string()),
      state: z.enum(['waiting', 'failed']),
      failureCode: z.string().nullable(),
      madeAt: instant(),
      madeBy: personNamed.nullable(),
    }),
  ),
  access: managePeople,
  byApplications: true,
});

/** What colleagues see of a person, and under `record` what only HR and the person see (D5, D12). */
export const personCard = personRow.extend({
  alias: personFields.shape.alias,
  landline: personFields.shape.landline,
  departments: z.array(membership.extend({ name: z.string(), path: z.array(z.string()), head: z.boolean() })),
  posts: z.array(postHolding.extend({ name: z.string() })),
  supervisor: personNamed.nullable(),
  headOf: z.array(named),
  /** 副职 in these departments. */
  deputyOf: z.array(named),
  record: z
    .object({
      ...recordFields,
      leftOn: day().nullable(),
      /** Fields that come from another system and can’t be edited here (D14). */
      owners: z.partialRecord(z.enum(ownableFields), fieldOwnerName),
      /** When the person proved to have this phone (D2.2). */
      phoneVerifiedAt: instant().nullable(),
      /** What the employee says the post is; HR gives posts. */
      postHint: z.string().nullable(),
      /** Names of what the profile still lacks (D4). */
      lacks: z.array(z.enum(['photo', 'phone', 'email', 'post'])),
    })
    .optional(),
  revision: z.int(),
  may: z.array(z.enum(['change', 'markLeft', 'completeProfile', 'seeHistory'])),
});

export const readPerson = query({
  name: 'directory.readPerson',
  summary: { zh: '查看人员', en: 'Reads a person' },
  input: z.object({ personId: id() }),
  output: personCard,
  access: readDirectory,
  byApplications: true,
});

const period = { from: day(), until: day().nullable() };

export const readPersonHistory = query({
  name: 'directory.readPersonHistory',
  summary: {
    zh: '人员任职历史：部门、上级、岗位、职务',
    en: 'A person’s history: departments, supervisors, posts, job titles. `until` is the first day it no longer held',
  },
  input: z.object({ personId: id() }),
  output: z.object({
    departments: z.array(z.object({ ...period, department: named, main: z.boolean() })),
    supervisors: z.array(z.object({ ...period, supervisor: personNamed })),
    posts: z.array(z.object({ ...period, post: named, department: named })),
    records: z.array(
      z.object({
        ...period,
        name: personFields.shape.name,
        employer: named,
        jobTitle: personFields.shape.jobTitle,
        staffType: recordFields.staffType,
      }),
    ),
  }),
  access: readDirectory,
  byApplications: true,
});

export const listPeople = query({
  name: 'directory.listPeople',
  summary: { zh: '人员列表', en: 'Lists people, by department, post, state or incomplete profile' },
  input: z.object({
    ...pageInput,
    departmentId: id().optional(),
    /** With the departments below it. */
    below: z.boolean().default(false),
    postId: id().optional(),
    employerId: id().optional(),
    /** Leavers and incomplete profiles are shown within the reach of `directory.managePeople`. */
    state: z.enum(['active', 'left']).default('active'),
    incomplete: z.boolean().default(false),
    text: line(64).optional(),
  }),
  output: page(personRow).extend({
    /** How many there are in all; only on the first page. */
    total: z.int().optional(),
    may: z.array(z.enum(['create', 'manage', 'export'])),
  }),
  access: readDirectory,
  byApplications: true,
});

export const searchPeople = query({
  name: 'directory.searchPeople',
  summary: {
    zh: '按姓名、拼音、首字母、电话、帐号、工号、岗位、职务查找在职人员',
    en: 'Finds active people by name, pinyin, initials, phone, account, post or job title',
  },
  /** Several words must all match, each at the beginning of something. */
  input: z.object({
    text: line(64),
    limit: z.int().min(1).max(50).default(20),
    /** Only these people; without it everybody. */
    among: z.array(id()).max(1_000).optional(),
  }),
  output: z.object({ rows: z.array(personRow) }),
  access: readDirectory,
  byApplications: true,
});

export const namePeople = query({
  name: 'directory.namePeople',
  summary: { zh: '按编号取姓名和照片', en: 'Names and pictures of people by id; unknown ids are left out' },
  input: z.object({ personIds: z.array(id()).max(500) }),
  output: z.object({
    rows: z.array(personNamed.extend({ photo: z.string().nullable(), active: z.boolean() })),
  }),
  access: readDirectory,
  byApplications: true,
});

export const exportPeople = download({
  name: 'directory.exportPeople',
  summary: {
    zh: '导出在职人员（企业微信通讯录的列）',
    en: 'Exports active people in the columns of the WeCom address book',
  },
  input: z.object({ employerId: id(), format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  output: z.object({}),
  access: mayExportPeople,
  failures: [employerUnknown],
  logsLooks: true,
  perMinute: 10,
});
