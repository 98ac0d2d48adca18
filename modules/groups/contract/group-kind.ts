import { z } from 'zod';
import { line } from '#kernel/contract/shapes.ts';

/** Code of a kind: stands in groups, forms and settings, and never changes. */
export const kindCode = () => z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

const namePattern = line(60).refine((pattern) => pattern.includes('{name}'), { error: '{name}' });
const workdays = z.int().min(1).max(60);

/** Silencing the group or a member, removing a message with a reason, posting announcements. */
export const groupTools = z.strictObject({ silence: z.boolean(), removeMessage: z.boolean(), announce: z.boolean() });

/** What a kind of group 群类型 lays down (G1–G6, G9). Every group of the kind keeps to it from then on. */
export const groupKind = z.strictObject({
  title: z.strictObject({ zh: line(30), en: line(60) }),
  /** The office that owns such groups 群主: named in them, no member, reads nothing (G4). */
  owner: line(30),
  /** `heads`: of a department. */
  creators: z.enum(['everybody', 'heads', 'managers']),
  /** `approval`: 群新建 and 群注销 by request only (G2). `direct`: who may create does it at once; the other rules hold all the same. */
  process: z.enum(['approval', 'direct']),
  /** `{name}` with, where wanted, `{company}`, `{department}`, `{year}` (G3). */
  namePattern,
  /** Groups that nobody governs may not bear such a name. */
  keepsName: z.boolean(),
  /** Display names 群昵称 (G5), each with `{name}`, the real name. */
  display: z.strictObject({ leader: namePattern, deputy: namePattern, member: namePattern, guest: namePattern }),
  /** `rule`: a membership rule must be given. `either`: without one the leader adds whom he wants. */
  membership: z.enum(['rule', 'either']),
  /** `automatic`: the system lets in and out by itself. `proposed`: it tells the leader, who has `settleWorkdays` (G7). */
  apply: z.enum(['automatic', 'proposed']),
  settleWorkdays: workdays,
  mostMembers: z.int().min(3).max(5_000),
  /** `ends`: has a last day, at most `mostDays` away (G9). `mayEnd`: may have one. */
  lifetime: z.enum(['open', 'mayEnd', 'ends']),
  mostDays: z.int().min(1).max(3_660).nullable(),
  /** Within so many workdays after its end its dissolution must have been asked for. */
  dissolveWorkdays: workdays,
  guests: z.boolean(),
  idleDays: z.int().min(7).max(3_660),
  /** How often its leader looks through it and records that (G11); null: he needn't. */
  patrolDays: z.int().min(1).max(366).nullable(),
  /** `closed`: members come by the rule or by a leader's hand. `approval`: colleagues find the group, ask, and a leader answers (G11). */
  joining: z.enum(['closed', 'approval']).default('closed'),
  /** For so many months after a group was dissolved its messages and files are kept (F5); null: as other messages. */
  keepMonths: z.int().min(0).max(240).nullable().default(null),
  /** Which of the leaders' tools of messaging leaders of such groups have (G11). */
  tools: groupTools.default({ silence: true, removeMessage: true, announce: true }),
});
export type GroupKind = z.infer<typeof groupKind>;

const usual = {
  owner: '信息中心',
  creators: 'everybody',
  process: 'approval',
  namePattern: '{company}{name}',
  keepsName: true,
  display: { leader: '{name}(群负责人)', deputy: '{name}(副负责人)', member: '{name}', guest: '{name}(访客)' },
  membership: 'rule',
  apply: 'automatic',
  settleWorkdays: 2,
  mostMembers: 500,
  lifetime: 'open',
  mostDays: null,
  dissolveWorkdays: 3,
  guests: true,
  idleDays: 90,
  patrolDays: 31,
  joining: 'closed',
  keepMonths: null,
  tools: { silence: true, removeMessage: true, announce: true },
} as const satisfies Partial<GroupKind>;

/**
 * The kinds that the program brings (微信管理制度 五: company, department, learning, project; 公司微信群管理办法: patterns,
 * owner, 2 and 3 workdays). A company changes them, and adds its own.
 */
export const readyKinds: Readonly<Record<string, GroupKind>> = {
  company: {
    ...usual,
    title: { zh: '公司群', en: 'Company group' },
    creators: 'heads',
    mostMembers: 5_000,
  },
  department: { ...usual, title: { zh: '部门群', en: 'Department group' } },
  learning: {
    ...usual,
    title: { zh: '学习群', en: 'Learning group' },
    membership: 'either',
    patrolDays: null,
    joining: 'approval',
  },
  project: {
    ...usual,
    title: { zh: '项目群', en: 'Project group' },
    membership: 'either',
    lifetime: 'mayEnd',
    joining: 'approval',
  },
  temporary: {
    ...usual,
    title: { zh: '临时群', en: 'Temporary group' },
    membership: 'either',
    lifetime: 'ends',
    mostDays: 183,
    patrolDays: null,
  },
};
