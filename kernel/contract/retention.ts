import { z } from 'zod';
import { extensionPoint } from './extension-point.ts';
import { command, type OperationContract, query } from './operation.ts';
import { permission } from './permission.ts';
import type { PersonalMark } from './personal.ts';
import { setting } from './setting.ts';
import { id, words } from './shapes.ts';
import type { Words } from './words.ts';

export const superviseRetention = permission({
  name: 'kernel.superviseRetention',
  sentence: {
    zh: '监督个人信息的保留和删除：看到期、已删和冻结的，冻结某人的信息',
    en: 'Supervise how long personal data is kept: what is due, erased and held, and hold a person’s data',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { hr: 'employer', generalOffice: 'employer', administrator: 'company' },
});

/**
 * The table of retention periods (Z18), never below what law asks: network and security logs six months (网络安全法), staff ledgers
 * two years after leaving (Guangdong), evidence of a case a year after leaving. docs/decisions/retention.md
 */
export const retentionPeriods = setting({
  name: 'kernel.retentionPeriods',
  scope: 'company',
  shape: z.strictObject({
    /** `employment`: days after the last one in which a leaving is settled: wages, hand-over, notices on paper. */
    settleLeavingDays: z.int().min(0).max(180),
    /** `employment+2y`. */
    afterLeavingMonths: z.int().min(24).max(240),
    /** `case+1y`: after the case is over and the person has left. */
    afterCaseMonths: z.int().min(12).max(240),
    /** `security-log-6m`. */
    securityLogMonths: z.int().min(6).max(60),
    /** `audit-3y`: who did what, as long as claims are usually brought (民法典 art. 188); never shorter than a security log. */
    auditMonths: z.int().min(6).max(240).default(36),
    /** `notice-2y`: what people were told, where nothing depends on it. */
    noticeMonths: z.int().min(6).max(240).default(24),
    /** `import-30d`: files of people, after what was in them has been taken over or refused. */
    importDays: z.int().min(1).max(365).default(30),
  }),
  initial: {
    settleLeavingDays: 30,
    afterLeavingMonths: 24,
    afterCaseMonths: 12,
    securityLogMonths: 6,
    auditMonths: 36,
    noticeMonths: 24,
    importDays: 30,
  },
  words: {
    zh: '个人信息保留期限：离职后办理手续的天数、离职后的月数、个案了结且离职后的月数、安全日志、审计日志和提醒的月数、导入文件的天数',
    en: 'How long personal data is kept: days to settle a leaving, months after leaving, after a case and leaving, of security logs, of the audit and of notifications, days of imported files',
  },
  setAt: '/retention',
  changedBy: superviseRetention,
});

const heldShape = z.object({
  /** How many there are beside what is due. */
  count: z.int().min(0),
  /** The first of them: whose or what it is, never its content (A6). `why` null: whoever asks has held this person. */
  rows: z.array(z.object({ personId: id().nullable(), label: z.string(), why: words.nullable() })).max(50),
});

/** Whose data isn't erased. Given to a module by whoever runs the erasure. */
const heldPersonIds = z.array(id()).max(100_000);

const reviewInput = z.object({ kind: z.string().max(80), heldPersonIds });
const reviewOutput = z.object({ due: z.int().min(0), held: heldShape });

/** At most `most` in this transaction. What can't be erased yet is left out, never refused. */
const eraseInput = z.object({ kind: z.string().max(80), most: z.int().min(1).max(1000), heldPersonIds });
const eraseOutput = z.object({
  /** By employer; null: of nobody who is known. */
  erased: z.array(z.object({ employerId: id().nullable(), count: z.int().min(1) })),
  /** Sealed contents of the evidence that went with it; their commitments stay in the chain. */
  evidence: z.int().min(0).default(0),
  /** There may be more that is due. */
  more: z.boolean(),
});

const holdsOutput = z.object({
  holds: z.array(
    z.object({
      personId: id(),
      /** `leaver`: only what is kept of a leaver stays; `everything`: nothing of this person is erased. */
      of: z.enum(['leaver', 'everything']),
      why: words,
      /** Who supervises retention isn't told who it is. */
      confidential: z.boolean().default(false),
    }),
  ),
});

/** One kind of what a module keeps of people for a time. */
export interface RetainedKind {
  /** `module.what`, for ever: what was erased is recorded under it. */
  readonly name: string;
  readonly title: Words;
  /** When it goes, what goes and what stays, in a sentence. */
  readonly hint: Words;
  readonly period: PersonalMark['retention'];
  /** Where it is erased by hand, under rules of its own: then the module has no `erase` for it. */
  readonly seenAt?: string;
}

/** What a module says at the one point where erasure at the end of retention is declared (Z17, Z18). */
export interface ModuleRetention {
  readonly kinds: readonly RetainedKind[];
  /** What of a kind is due and what is held, within the asker's reach of `superviseRetention`. */
  readonly review?: OperationContract<'query', typeof reviewInput, typeof reviewOutput>;
  /** Erases what is due. Only the process of erasing calls it (`requireSystem`). */
  readonly erase?: OperationContract<'command', typeof eraseInput, typeof eraseOutput>;
  /** Of whom nothing may be erased, because of what this module knows: an open case, a running request. */
  readonly holds?: OperationContract<'query', z.ZodObject, typeof holdsOutput>;
}

/** Where modules say it: `moduleContract({ extensions: [extend(retention, accessRetention)] })`. */
export const retention = extensionPoint<ModuleRetention>('kernel.retention');

/** Declares how a module answers for what is due and held. */
export const reviewQuery = (name: string, summary: Words) =>
  query({ name, summary, input: reviewInput, output: reviewOutput, access: superviseRetention });

/** Declares how a module erases. */
export const eraseCommand = (name: string, summary: Words) =>
  command({ name, summary, input: eraseInput, output: eraseOutput, access: superviseRetention });

/** Declares how a module says whose data must stay. Its handler answers the system alone. */
export const holdsQuery = (name: string, summary: Words) =>
  query({ name, summary, input: z.object({}), output: holdsOutput, access: superviseRetention });
