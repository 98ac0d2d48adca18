import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { judgement, outcome, place } from './finding.ts';
import { action, category } from './rule.ts';
import { findingsTopic } from './topics.ts';

const finding = { findingId: id(), personId: id(), employerId: id() };
const concerned = (facts: { personId: string; employerId: string }) =>
  [`person:${facts.personId}`, findingsTopic(facts.employerId), findingsTopic('everywhere')] as const;

/** Everybody is told what is checked, so everybody reads again. */
export const ruleChanged = event({
  name: 'content.ruleChanged',
  summary: { zh: '内容规则变更', en: 'A content rule was changed, or a change of it proposed or answered' },
  facts: z.object({ ruleId: id() }),
  topics: () => ['company'],
  readAgain: true,
});

/** A machine's find, and no more than that. What was found isn't in it. `seq` null: it was blocked, or is no message. */
export const findingMade = event({
  name: 'content.findingMade',
  summary: { zh: '内容规则命中', en: 'A content rule found something' },
  facts: z.object({
    ...finding,
    ruleId: id(),
    category,
    action,
    outcome,
    place,
    conversationId: id(),
    seq: z.int().nullable(),
    at: instant(),
  }),
  topics: concerned,
  readAgain: true,
});

export const findingContested = event({
  name: 'content.findingContested',
  summary: { zh: '发送人认为命中有误', en: 'A sender says that a finding is wrong' },
  facts: z.object(finding),
  topics: concerned,
  readAgain: true,
});

/**
 * A named person looked at a finding. `confirmed` is what policy may take up: the pieces lie in the evidence chain
 * `content:finding:<findingId>`, sealed under a key of their own.
 */
export const findingJudged = event({
  name: 'content.findingJudged',
  summary: { zh: '内容规则的命中已由人认定', en: 'A finding was judged by a person' },
  facts: z.object({
    ...finding,
    ruleId: id(),
    category,
    action,
    outcome,
    place,
    conversationId: id(),
    seq: z.int().nullable(),
    sentAt: instant(),
    judgement,
    judgedById: id(),
  }),
  topics: concerned,
  readAgain: true,
});
