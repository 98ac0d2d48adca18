import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import { manageRulebooks } from './permissions.ts';

/** All of them in workdays of the person concerned, counted from a delivered notice where they are the person's. */
export const caseDeadlines = setting({
  name: 'policy.caseDeadlines',
  scope: 'employer',
  shape: z.strictObject({
    /** A notice that reached nobody for so long ends the case. */
    deliver: z.int().min(1).max(60),
    explain: z.int().min(3).max(60),
    decide: z.int().min(1).max(60),
    appeal: z.int().min(3).max(60),
    decideAppeal: z.int().min(1).max(60),
  }),
  initial: { deliver: 10, explain: 3, decide: 5, appeal: 5, decideAppeal: 10 },
  words: {
    zh: '制度个案的期限（工作日）：送达、说明、决定、申诉、申诉决定',
    en: 'Deadlines of cases in workdays: delivery, explanation, decision, appeal, decision on an appeal',
  },
  parts: {
    deliver: { zh: '送达', en: 'Delivery' },
    explain: { zh: '说明', en: 'Explanation' },
    decide: { zh: '决定', en: 'Decision' },
    appeal: { zh: '申诉', en: 'Appeal' },
    decideAppeal: { zh: '申诉决定', en: 'Decision on an appeal' },
  },
  changedBy: manageRulebooks,
});

/** When a rule that suddenly finds many is stopped (L11). */
export const brake = setting({
  name: 'policy.brake',
  scope: 'employer',
  shape: z.strictObject({
    /** Never stopped below so many findings in a day. */
    least: z.int().min(1).max(10_000),
    /** Stopped above so many times the usual day of the last thirty. */
    times: z.int().min(2).max(100),
  }),
  initial: { least: 10, times: 5 },
  words: {
    zh: '制度规则的刹车：一天内发现数超过平常的多少倍即停用',
    en: 'Brake of rules: how many times a usual day’s findings stop a rule',
  },
  parts: {
    least: { zh: '一天内少于多少条不停用', en: 'Never stopped below so many findings a day' },
    times: { zh: '超过平常的多少倍停用', en: 'Stopped above so many times a usual day' },
  },
  changedBy: manageRulebooks,
});
