import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { accountName, personName } from '#modules/directory/contract/shapes.ts';
import { codeNotValid, codeOfAnother, nobodyToActivate, strongerThanYou, triedTooOften } from './failures.ts';
import { activatePeople } from './permissions.ts';
import { typedAccount, typedCode, typedPassword } from './shapes.ts';
import { admissionFailures, admissionInput, passwordFailures } from './sign-in.ts';

export const readActivation = query({
  name: 'access.readActivation',
  summary: { zh: '激活码是谁的（姓名打码）', en: 'Whose activation code this is, with the name masked' },
  input: z.object({ code: typedCode() }),
  output: z.object({
    /** 张** */
    maskedName: z.string(),
    employer: z.string(),
    expiresAt: instant(),
    /** The person has been here before: the code sets a new password. */
    again: z.boolean(),
  }),
  access: 'visitor',
  failures: [codeNotValid],
  perMinute: 60,
});

export const activate = command({
  name: 'access.activate',
  summary: {
    zh: '用激活码设置密码并登录',
    en: 'Sets a password with an activation code, and signs in',
  },
  input: z.object({ code: typedCode(), account: typedAccount(), password: typedPassword(), ...admissionInput }),
  output: z.object({ personId: id(), sessionId: id() }),
  access: 'visitor',
  failures: [codeNotValid, codeOfAnother, triedTooOften, ...admissionFailures, ...passwordFailures],
  perMinute: 60,
  secretInput: true,
});

/** Most codes in one answer; for more people it is asked again. */
export const mostCodes = 2000;

export const issueActivationCodes = command({
  name: 'access.issueActivationCodes',
  summary: {
    zh: '发放一次性激活码；只在回答中显示一次。再次发放时旧码作废',
    en: 'Makes single-use activation codes; they are in the answer and nowhere else. Older open codes of these people are void',
  },
  input: z.object({
    who: z.discriminatedUnion('kind', [
      /** Also people who have been here before and forgot their password. */
      z.object({ kind: z.literal('people'), personIds: z.array(id()).min(1).max(500) }),
      /** Those who haven't come yet, in a department and below it, of an employer, or everywhere in one's reach. */
      z.object({ kind: z.literal('department'), departmentId: id() }),
      z.object({ kind: z.literal('employer'), employerId: id() }),
      z.object({ kind: z.literal('all') }),
    ]),
    /** How the codes reach the people: printed slips, a file, or told by hand. */
    delivery: z.enum(['slips', 'file', 'told']),
    /** Only those without an open code. */
    onlyWithoutCode: z.boolean().default(false),
  }),
  output: z.object({
    batchId: id(),
    expiresAt: instant(),
    codes: z.array(
      z.object({
        personId: id(),
        name: personName(),
        account: accountName(),
        employer: z.string(),
        department: z.string().nullable(),
        code: z.string(),
      }),
    ),
    /** How many more people the choice holds, beyond what one answer takes. */
    more: z.int(),
  }),
  access: activatePeople,
  failures: [nobodyToActivate, strongerThanYou],
  perMinute: 30,
  secretAnswer: true,
});

export const listNotActivated = query({
  name: 'access.listNotActivated',
  summary: { zh: '谁还没有激活', en: 'Who hasn’t come yet' },
  input: z.object({
    ...pageInput,
    departmentId: id().optional(),
    employerId: id().optional(),
    text: line(64).optional(),
  }),
  output: page(
    z.object({
      personId: id(),
      name: personName(),
      account: accountName(),
      employer: z.string(),
      department: z.string().nullable(),
      code: z.enum(['none', 'open', 'expired', 'void']),
      issuedAt: instant().nullable(),
      expiresAt: instant().nullable(),
    }),
  ).extend({
    /** On the first page: how many haven't come, and how many people there are, in one's reach and choice. */
    total: z.int().optional(),
    people: z.int().optional(),
  }),
  access: activatePeople,
});
