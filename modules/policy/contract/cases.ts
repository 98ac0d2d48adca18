import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, prose } from '#kernel/contract/shapes.ts';
import { caseFile, caseRow, decisionOutcome } from './case-file.ts';
import { alreadyDecided, judgementMissing, notLess, timeInFuture, wrongCaseState } from './failures.ts';

/** A text that says something. */
const said = (most: number) => prose(most).refine((text) => text.trim().length > 0, { error: 'empty' });

export const listMyCases = query({
  name: 'policy.listMyCases',
  summary: { zh: '与我有关的个案', en: 'Cases against me, newest first' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(caseRow),
});

export const listCasesToDecide = query({
  name: 'policy.listCasesToDecide',
  summary: { zh: '待我决定的个案和申诉', en: 'Cases and appeals that wait for my decision, the most pressing first' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(caseRow),
});

export const readCase = query({
  name: 'policy.readCase',
  summary: { zh: '查看个案', en: 'Read a case' },
  access: 'signedIn',
  input: z.object({ caseId: id() }),
  output: caseFile,
  logsLooks: true,
});

export const explain = command({
  name: 'policy.explain',
  summary: { zh: '对个案作出说明', en: 'Explain what happened, as the person concerned' },
  access: 'signedIn',
  input: z.object({ caseId: id(), text: said(4000) }),
  output: z.object({}),
  failures: [wrongCaseState],
});

/** `points`: what remains, where it is reduced. `judged`: answers to the questions of the article. */
const decisionInput = z.object({
  caseId: id(),
  outcome: decisionOutcome,
  points: z.int().min(1).max(1000).optional(),
  reason: said(4000),
  judged: z.record(z.string().max(60), z.boolean()).default({}),
});

export const decideCase = command({
  name: 'policy.decideCase',
  summary: { zh: '对个案作出决定：维持、从轻或免予处理', en: 'Decide a case: uphold, reduce or waive' },
  access: 'signedIn',
  input: decisionInput,
  output: z.object({}),
  failures: [wrongCaseState, alreadyDecided, judgementMissing, notLess],
});

export const appeal = command({
  name: 'policy.appeal',
  summary: { zh: '对决定提出申诉', en: 'Appeal against a decision' },
  access: 'signedIn',
  input: z.object({ caseId: id(), text: said(4000) }),
  output: z.object({}),
  failures: [wrongCaseState],
});

export const decideAppeal = command({
  name: 'policy.decideAppeal',
  summary: { zh: '由第三人对申诉作出决定', en: 'Decide an appeal, as a third person' },
  access: 'signedIn',
  input: decisionInput,
  output: z.object({}),
  failures: [wrongCaseState, alreadyDecided, judgementMissing, notLess],
});

export const waiveCase = command({
  name: 'policy.waiveCase',
  summary: {
    zh: '撤销个案；已记的积分以更正条目冲回',
    en: 'Withdraw a case; what was entered is taken back by a correction',
  },
  access: 'signedIn',
  input: z.object({ caseId: id(), reason: line(500) }),
  output: z.object({}),
  failures: [wrongCaseState],
});

export const recordService = command({
  name: 'policy.recordService',
  summary: {
    zh: '记录通知已当面或书面送达',
    en: 'Record that the notice was served in person or on paper, where the app can’t reach the person',
  },
  access: 'signedIn',
  /** `at`: when it was handed over; left out: just now. */
  input: z.object({ caseId: id(), at: instant().optional(), how: line(300) }),
  output: z.object({}),
  failures: [wrongCaseState, timeInFuture],
});
