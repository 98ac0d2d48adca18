import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { seq } from './shapes.ts';

const of = (personId: string) => `person:${personId}` as const;
const message = { conversationId: id(), messageId: id(), seq: seq() };

/** The text isn't in it: it is the person's own until it is sent. */
export const draftSaved = event({
  name: 'messaging.draftSaved',
  summary: { zh: '草稿已同步', en: 'A draft was kept for all devices of its person' },
  facts: z.object({ personId: id(), conversationId: id() }),
  topics: (facts) => [of(facts.personId)],
});

export const scheduledChanged = event({
  name: 'messaging.scheduledChanged',
  summary: { zh: '定时消息有变化', en: 'What somebody has scheduled changed' },
  facts: z.object({ personId: id() }),
  topics: (facts) => [of(facts.personId)],
});

/** Only an asked-for answer with a deadline counts (M7): policy hears it from here. */
export const answersAsked = event({
  name: 'messaging.answersAsked',
  summary: { zh: '消息请求在期限前回复', en: 'A message asked for answers by a deadline' },
  facts: z.object({ ...message, askedBy: id(), personIds: z.array(id()), deadline: instant() }),
  topics: (facts) => [facts.askedBy, ...facts.personIds].map(of),
  shape: z.object({ conversationId: id(), seq: seq() }),
  project: ({ conversationId, seq: place }) => ({ conversationId, seq: place }),
});

/** `answerSeq` null: confirmed by a press. `late`: after the deadline. */
export const answerGiven = event({
  name: 'messaging.answerGiven',
  summary: { zh: '已回复限期消息', en: 'Somebody answered a message that asked for it' },
  facts: z.object({
    ...message,
    askedBy: id(),
    personId: id(),
    at: instant(),
    answerSeq: seq().nullable(),
    late: z.boolean(),
  }),
  topics: (facts) => [of(facts.askedBy), of(facts.personId)],
});

/** The deadline has come. `remindedIds`: who of those missing had been reminded before. */
export const answersMissing = event({
  name: 'messaging.answersMissing',
  summary: { zh: '回复期限已到', en: 'The deadline for answers to a message has come' },
  facts: z.object({
    ...message,
    askedBy: id(),
    deadline: instant(),
    answeredIds: z.array(id()),
    missingIds: z.array(id()),
  }),
  topics: (facts) => [of(facts.askedBy), ...facts.missingIds.map(of)],
  shape: z.object({ conversationId: id(), seq: seq() }),
  project: ({ conversationId, seq: place }) => ({ conversationId, seq: place }),
});

/** Those who hadn't read a message were told of it. */
export const unreadReminded = event({
  name: 'messaging.unreadReminded',
  summary: { zh: '提醒了未读成员', en: 'Those who hadn’t read a message were reminded' },
  facts: z.object({ ...message, byId: id(), personIds: z.array(id()), urgent: z.boolean() }),
  topics: (facts) => [of(facts.byId)],
});

export const privacySet = event({
  name: 'messaging.privacySet',
  summary: {
    zh: '设置了提醒是否显示消息内容、同事能否看到在线',
    en: 'Somebody set whether notices show what was said, or whether colleagues see them online',
  },
  facts: z.object({ personId: id() }),
  topics: (facts) => [of(facts.personId)],
  changesPresenceOf: (facts) => [facts.personId],
});

export const forwardConsentMoved = event({
  name: 'messaging.forwardConsentMoved',
  summary: { zh: '转发请求有进展', en: 'A request to forward a message got on' },
  facts: z.object({
    consentId: id(),
    conversationId: id(),
    seq: seq(),
    authorId: id(),
    askerId: id(),
    state: z.enum(['asked', 'given', 'refused', 'used']),
  }),
  topics: (facts) => [of(facts.authorId), of(facts.askerId)],
});

export const broadcastMoved = event({
  name: 'messaging.broadcastMoved',
  summary: { zh: '群发有进展', en: 'A message to many got on' },
  facts: z.object({ broadcastId: id(), authorId: id() }),
  topics: (facts) => [of(facts.authorId)],
});
