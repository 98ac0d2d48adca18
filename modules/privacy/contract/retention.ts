import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { retentionName as period, personal } from '#kernel/contract/personal.ts';
import {
  eraseCommand,
  type ModuleRetention,
  retentionPeriods,
  reviewQuery,
  superviseRetention,
} from '#kernel/contract/retention.ts';
import { day, id, instant, page, pageInput, prose, words } from '#kernel/contract/shapes.ts';
import { holdOver } from './failures.ts';

const mark = { purpose: 'policy', basis: 'law', sensitivity: 'ordinary', retention: 'case+1y' } as const;
const person = () => personal(z.object({ id: id(), name: z.string() }), mark);
const reason = () => prose(1000).refine((text) => text.trim() !== '');

export const readRetention = query({
  name: 'privacy.readRetention',
  summary: {
    zh: '个人信息的保留：到期的、冻结的及原因',
    en: 'Retention of personal data: what is due, what is held and why',
  },
  access: superviseRetention,
  input: z.object({}),
  output: z.object({
    kinds: z.array(
      z.object({
        name: z.string(),
        module: words,
        title: words,
        hint: words,
        period,
        /** Within the reader's reach. */
        due: z.int(),
        held: z.int(),
        /** The first of what is held. */
        heldRows: z.array(z.object({ label: personal(z.string(), mark), why: words })),
        /** Erased by people, there; else by itself every night. */
        seenAt: z.string().nullable(),
        lastErasedAt: instant().nullable(),
      }),
    ),
    /** Legal holds that people placed and nobody has ended, the newest first. */
    holds: z.array(
      z.object({
        holdId: id(),
        person: person(),
        reason: personal(z.string(), mark),
        by: person(),
        at: instant(),
      }),
    ),
    periods: retentionPeriods.shape,
  }),
});

export const listErasures = query({
  name: 'privacy.listErasures',
  summary: {
    zh: '已删除的个人信息：哪一类、多少、何时、为什么',
    en: 'What was erased of personal data: which kind, how much, when and why; never what it was',
  },
  access: superviseRetention,
  input: z.object(pageInput),
  output: page(
    z.object({
      day: day(),
      kind: z.string(),
      title: words,
      employer: z.object({ id: id(), name: z.string() }).nullable(),
      period,
      /** The list by which two people had it destroyed; null: its period was over. */
      destruction: z.string().nullable(),
      count: z.int(),
      /** Sealed contents of the evidence that went with it. */
      evidence: z.int(),
      lastAt: instant(),
    }),
  ),
});

/** Legal hold goes before deletion (Z18). What is being erased at this moment is finished first. */
export const holdData = command({
  name: 'privacy.holdData',
  summary: {
    zh: '冻结：因诉讼、仲裁、调查等，某人的信息不得删除',
    en: 'Hold: for a lawsuit, arbitration or inquiry nothing of this person is erased',
  },
  access: superviseRetention,
  input: z.object({ personId: id(), reason: reason() }),
  output: z.object({ holdId: id() }),
});

export const releaseData = command({
  name: 'privacy.releaseData',
  summary: { zh: '解除冻结', en: 'End a hold' },
  access: superviseRetention,
  input: z.object({ holdId: id(), reason: reason() }),
  output: z.object({}),
  failures: [holdOver],
});

export const reviewComplaints = reviewQuery('privacy.reviewComplaints', {
  zh: '个人信息投诉：到期和冻结的数量',
  en: 'Privacy complaints: how many are due and held',
});

export const eraseComplaints = eraseCommand('privacy.eraseComplaints', {
  zh: '删除到期的个人信息投诉的内容（仅系统）',
  en: 'Erases what complaints said when their time is over (the system only)',
});

/** What this module itself keeps of people; whom it holds it knows itself. */
export const privacyRetention: ModuleRetention = {
  kinds: [
    {
      name: 'privacy.complaints',
      title: { zh: '个人信息投诉', en: 'Privacy complaints' },
      hint: {
        zh: '投诉、答复和异议的文字删除；何时投诉、何种结论保留。办结一年后删除，不必等离职。',
        en: 'What was said, answered and objected goes; that there was one and its outcome stay. A year after it is closed, leaver or not.',
      },
      period: 'case+1y',
    },
  ],
  review: reviewComplaints,
  erase: eraseComplaints,
};
