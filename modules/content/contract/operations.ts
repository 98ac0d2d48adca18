import { z } from 'zod';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { command, download, query, upload } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { confirmFirst, proposalOver } from '#modules/access/contract/failures.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import {
  changeIsOpen,
  judgedAlready,
  noWords,
  ownFinding,
  ownProposal,
  standsByLaw,
  tooManyRules,
} from './failures.ts';
import { contestReason, findingRow, judgement, outcome, pieces, place } from './finding.ts';
import { judgeFindings, manageRules } from './permissions.ts';
import { action, category, contentRule, ruleState, span } from './rule.ts';
import { watermarkPlace } from './settings.ts';

const which = { ruleId: id() };
const proposal = z.object({
  changeId: id(),
  state: ruleState,
  reason: z.string(),
  by: personNamed,
  at: instant(),
  /** When it stops waiting for a second person. */
  expiresAt: instant().nullable(),
});

export const listRules = query({
  name: 'content.listRules',
  summary: { zh: '内容规则', en: 'The content rules' },
  access: manageRules,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        ...which,
        title: words,
        category,
        kind: z.string(),
        action,
        state: ruleState,
        /** Entries of its lists. */
        entries: z.int(),
        /** In the last 30 days: hits while observed, findings, and how many of them were judged wrong. */
        observed: z.int(),
        findings: z.int(),
        falseHits: z.int(),
        proposal: proposal.nullable(),
      }),
    ),
    personId: id(),
  }),
});

export const readRule = query({
  name: 'content.readRule',
  summary: { zh: '查看一条内容规则、待确认的修改和历史', en: 'Reads a rule, the change that waits, and its history' },
  access: manageRules,
  input: z.object(which),
  output: z.object({
    ...which,
    revision: z.int(),
    state: ruleState,
    rule: contentRule,
    proposal: proposal.extend({ rule: contentRule }).nullable(),
    history: z.array(
      z.object({
        at: instant(),
        by: personNamed,
        state: ruleState,
        reason: z.string(),
        answer: z.enum(['applied', 'approved', 'refused', 'fallen', 'expired']),
        answeredBy: personNamed.nullable(),
      }),
    ),
    personId: id(),
  }),
  failures: [notFound],
});

/** Without `ruleId` a new one. What is or becomes enforced waits for a second person (`done` false); all else holds at once. */
export const saveRule = command({
  name: 'content.saveRule',
  summary: { zh: '保存内容规则', en: 'Saves a content rule' },
  access: manageRules,
  input: z.object({
    ruleId: id().optional(),
    revision: z.int().min(0),
    rule: contentRule,
    state: ruleState,
    reason: line(200),
  }),
  output: z.object({ ...which, done: z.boolean() }),
  failures: [notFound, changedMeanwhile, changeIsOpen, tooManyRules, standsByLaw, confirmFirst],
});

export const answerChange = command({
  name: 'content.answerChange',
  summary: { zh: '确认或退回另一人提出的规则修改', en: 'Confirms or refuses what somebody else proposed' },
  access: manageRules,
  input: z.object({ changeId: id(), approve: z.boolean() }),
  output: z.object({}),
  failures: [notFound, ownProposal, changedMeanwhile, confirmFirst, proposalOver],
});

export const readWords = upload({
  name: 'content.readWords',
  summary: {
    zh: '从 .xlsx 或 .csv 的第一列读取词',
    en: 'Reads the words in the first column of an .xlsx or .csv. Nothing is kept',
  },
  access: manageRules,
  input: z.object({}),
  output: z.object({ words: z.array(z.string()), leftAside: z.int() }),
  failures: [noWords],
  maxBytes: 4 * 1024 * 1024,
});

export const exportWords = download({
  name: 'content.exportWords',
  summary: { zh: '导出一条规则的名单为 .xlsx', en: 'The lists of a rule as .xlsx' },
  access: manageRules,
  input: z.object(which),
  output: z.object({}),
  failures: [notFound],
});

/** What would happen, and why; also by rules that are off. Nothing is kept of the text. */
export const tryText = query({
  name: 'content.tryText',
  summary: {
    zh: '试验一段文字：触及哪些规则、哪一段、会怎样',
    en: 'Tries a text: which rules, which pieces, what would happen',
  },
  access: manageRules,
  input: z.object({
    text: z.string().min(1).max(200_000),
    place: z.enum(['groups', 'direct']),
    groupKind: line(40).optional(),
    /** As if this person sent it; oneself where left out. */
    personId: id().optional(),
  }),
  output: z.object({
    outcome: z.enum(['block', 'warn', 'record', 'deliver']),
    rows: z.array(
      z.object({
        ...which,
        title: words,
        category,
        action,
        state: ruleState,
        inScope: z.boolean(),
        spans: z.array(span),
      }),
    ),
  }),
  failures: [notFound],
  perMinute: 60,
});

/** What is checked in what one sends oneself (Z12): titles and effects, not the lists. */
export const readDisclosure = query({
  name: 'content.readDisclosure',
  summary: { zh: '我发送的内容会被检查什么', en: 'What is checked in what one sends' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ ...which, title: words, category, action, state: ruleState })) }),
});

export const confirmSending = command({
  name: 'content.confirmSending',
  summary: {
    zh: '看过提醒后仍要发送这段内容',
    en: 'Says that one has seen the warning and sends this text nevertheless; then it is sent again',
  },
  access: 'signedIn',
  /** As the warning gave them. */
  input: z.object({
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    rules: z
      .array(z.object({ ...which, revision: z.int() }))
      .min(1)
      .max(200),
  }),
  output: z.object({}),
  failures: [],
});

export const listFindings = query({
  name: 'content.listFindings',
  summary: { zh: '内容规则的命中', en: 'What content rules found' },
  access: judgeFindings,
  input: z.object({ ...pageInput, only: z.enum(['open', 'contested', 'all']).default('open') }),
  /** Newest first; what was found isn't in it. */
  output: page(findingRow),
});

export const readFinding = query({
  name: 'content.readFinding',
  summary: { zh: '查看一条命中的文字（留有查看记录）', en: 'Reads the pieces of a finding. The look is logged' },
  access: judgeFindings,
  input: z.object({ findingId: id() }),
  output: findingRow.extend({
    pieces: pieces.nullable(),
    contestReason: contestReason().nullable(),
    note: z.string().nullable(),
    judgedBy: personNamed.nullable(),
    judgedAt: instant().nullable(),
    may: z.array(z.enum(['judge'])),
  }),
  failures: [notFound],
  logsLooks: true,
});

export const judgeFinding = command({
  name: 'content.judgeFinding',
  summary: { zh: '认定一条命中：属实或误判', en: 'Judges a finding: right, or a false hit' },
  access: judgeFindings,
  input: z.object({ findingId: id(), judgement, note: contestReason() }),
  output: z.object({}),
  failures: [notFound, judgedAlready, ownFinding],
});

export const listMyFindings = query({
  name: 'content.listMyFindings',
  summary: { zh: '我发送的内容的命中', en: 'What was found in what one sent oneself' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(
    z.object({
      findingId: id(),
      at: instant(),
      ruleTitle: words,
      category,
      outcome,
      place,
      pieces: pieces.nullable(),
      contestReason: contestReason().nullable(),
      judgement: judgement.nullable(),
      note: z.string().nullable(),
    }),
  ),
});

export const contestFinding = command({
  name: 'content.contestFinding',
  summary: { zh: '对命中提出异议', en: 'Says why a finding about oneself is wrong' },
  access: 'signedIn',
  input: z.object({ findingId: id(), reason: contestReason() }),
  output: z.object({}),
  failures: [notFound, judgedAlready],
});

export const readWatermark = query({
  name: 'content.readWatermark',
  summary: { zh: '自己的水印，和它出现在哪些页面', en: 'One’s watermark, and where it stands' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ text: z.string(), places: z.array(watermarkPlace), secrets: z.boolean() }),
});
