import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, idPageInput, instant, line, page } from '#kernel/contract/shapes.ts';
import { dayInThePast, employerUnknown } from '#modules/directory/contract/failures.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { certificationClosed, certificationIncomplete, certificationOpen } from './failures.ts';
import { certifyUsers } from './permissions.ts';

/** Accounts that may be the same person twice (D8). */
export const listDuplicates = query({
  name: 'staffing.listDuplicates',
  summary: { zh: '疑似重复的帐号', en: 'Accounts that may be one person twice' },
  input: z.object({}),
  output: z.object({
    rows: z
      .array(
        z.object({
          why: z.enum(['sameNameAndPhone', 'samePhone']),
          people: z.array(personNamed.extend({ account: z.string(), department: z.string().nullable() })),
        }),
      )
      .max(200),
    more: z.boolean(),
  }),
  access: managePeople,
});

export const dismissDuplicate = command({
  name: 'staffing.dismissDuplicate',
  summary: { zh: '确认不是重复帐号', en: 'Says that these accounts are different people' },
  input: z.object({ personIds: z.array(id()).min(2).max(50) }),
  output: z.object({}),
  access: managePeople,
});

export const remindProfiles = command({
  name: 'staffing.remindProfiles',
  summary: { zh: '提醒补全个人资料', en: 'Reminds people to complete their profiles' },
  input: z.object({ personIds: z.array(id()).min(1).max(500) }),
  /** Only those within reach who lack something; the rest are left alone. */
  output: z.object({ told: z.int() }),
  access: managePeople,
});

const answer = z.enum(['right', 'gone', 'wrong']);

/** HR has the list of users confirmed, department by department (S4, D8). */
export const startCertification = command({
  name: 'staffing.startCertification',
  summary: { zh: '发起用户名单核对', en: 'Begins certifying the list of users' },
  input: z.object({ employerId: id(), dueOn: day() }),
  output: z.object({ certificationId: id() }),
  access: certifyUsers,
  failures: [certificationOpen, employerUnknown, dayInThePast],
});

export const answerCertified = command({
  name: 'staffing.answerCertified',
  summary: { zh: '核对一个人：在职无误、已不在、信息有误', en: 'Answers for one person: right, gone, wrong' },
  input: z.object({ certificationId: id(), personId: id(), answer, note: line(300).nullable().default(null) }),
  output: z.object({}),
  access: 'signedIn',
  failures: [certificationClosed],
});

export const confirmDepartment = command({
  name: 'staffing.confirmDepartment',
  summary: { zh: '确认本部门名单，其余人员无误', en: 'Confirms a department: everybody not answered for is right' },
  input: z.object({ certificationId: id(), departmentId: id() }),
  output: z.object({}),
  access: 'signedIn',
  failures: [certificationClosed],
});

export const settleDifference = command({
  name: 'staffing.settleDifference',
  summary: { zh: '记录差异已处理', en: 'Records that a difference was acted on' },
  input: z.object({ certificationId: id(), personId: id(), note: line(300) }),
  output: z.object({}),
  access: certifyUsers,
  failures: [certificationClosed],
});

export const closeCertification = command({
  name: 'staffing.closeCertification',
  summary: { zh: '完成用户名单核对', en: 'Closes a certification' },
  input: z.object({ certificationId: id() }),
  output: z.object({}),
  access: certifyUsers,
  failures: [certificationClosed, certificationIncomplete],
});

const certification = {
  certificationId: id(),
  employer: z.object({ id: id(), name: z.string() }),
  madeAt: instant(),
  madeBy: personNamed.nullable(),
  dueOn: day(),
  state: z.enum(['open', 'closed']),
  people: z.int(),
  departments: z.int(),
  confirmed: z.int(),
  differences: z.int(),
  settled: z.int(),
};

/** Those of one's employers, and those in which one answers for a department. */
export const listCertifications = query({
  name: 'staffing.listCertifications',
  summary: { zh: '用户名单核对', en: 'Certifications of the list of users' },
  input: z.object({ ...idPageInput }),
  output: page(z.object(certification)).extend({ may: z.array(z.enum(['start'])) }),
  access: 'signedIn',
});

export const readCertification = query({
  name: 'staffing.readCertification',
  summary: { zh: '查看一次核对', en: 'Reads a certification' },
  input: z.object({ certificationId: id() }),
  output: z.object({
    ...certification,
    rows: z.array(
      z.object({
        departmentId: id(),
        name: z.string(),
        people: z.int(),
        confirmedAt: instant().nullable(),
        confirmedBy: personNamed.nullable(),
        mine: z.boolean(),
      }),
    ),
    may: z.array(z.enum(['manage'])),
  }),
  access: 'signedIn',
});

/** People as they were when the certification began. */
export const listCertified = query({
  name: 'staffing.listCertified',
  summary: { zh: '核对名单', en: 'People of a certification' },
  input: z.object({
    ...idPageInput,
    certificationId: id(),
    departmentId: id().optional(),
    differences: z.boolean().default(false),
  }),
  output: page(
    z.object({
      person: personNamed,
      departmentId: id(),
      account: z.string(),
      department: z.string(),
      jobTitle: z.string().nullable(),
      posts: z.array(z.string()),
      answer: answer.nullable(),
      note: z.string().nullable(),
      answeredBy: personNamed.nullable(),
      settledNote: z.string().nullable(),
      settledBy: personNamed.nullable(),
    }),
  ),
  access: 'signedIn',
});
