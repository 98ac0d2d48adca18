import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import {
  applicationCannotRead,
  applicationOff,
  applicationOutOfSight,
  applicationTakesNothing,
  consentNeeded,
  conversationClosed,
  editTooLate,
  forwardForbidden,
  groupClosed,
  mergedTooLong,
  messageGone,
  notLeader,
  notText,
  notWithApplication,
  notYourMessage,
  personUnknown,
  silenced,
  textTooLong,
  tooManyPinned,
  tooManyReactions,
} from './failures.ts';
import { notCleared } from './labels/failures.ts';
import { classification } from './labels/label.ts';
import { emoji, messageBody, messageKind, messageRow, messageText, seq } from './shapes.ts';

const which = { conversationId: id() };
const one = { ...which, seq: seq() };

export const readMessages = query({
  name: 'messaging.readMessages',
  summary: {
    zh: '按位置读取几条消息（引用、公告、置顶消息）',
    en: 'Messages at some places of a conversation: what is quoted, announced, pinned',
  },
  access: 'signedIn',
  input: z.object({ ...which, seqs: z.array(seq()).min(1).max(100) }),
  output: z.object({ rows: z.array(messageRow) }),
  failures: [notFound],
});

/** Who may read a message may read its files; asked by the files module. */
export const readMessage = query({
  name: 'messaging.readMessage',
  summary: { zh: '读取一条带文件的消息', en: 'Reads a message that carries files' },
  access: 'signedIn',
  input: z.object({ messageId: id() }),
  output: z.object({ ...one, kind: messageKind, body: messageBody }),
  failures: [notFound],
});

export const listThread = query({
  name: 'messaging.listThread',
  summary: { zh: '一个话题下的全部回复', en: 'A message and all that was answered to it, in order' },
  access: 'signedIn',
  input: z.object({ ...one, after: seq().optional(), limit: z.int().min(1).max(200).default(100) }),
  output: z.object({ root: messageRow, rows: z.array(messageRow), more: z.boolean() }),
  failures: [notFound],
});

export const listFiles = query({
  name: 'messaging.listFiles',
  summary: { zh: '会话里的文件，最新的在前', en: 'The files of a conversation, latest first' },
  access: 'signedIn',
  /** `of`: pictures, what was spoken, or all other files. */
  input: z.object({ ...which, of: z.enum(['pictures', 'voices', 'others']).optional(), ...pageInput }),
  output: page(z.object({ seq: seq(), fileId: id(), senderId: id().nullable(), at: instant(), classification })),
  failures: [notFound],
});

export const editMessage = command({
  name: 'messaging.editMessage',
  summary: {
    zh: '修改自己的文字消息；修改前的内容可查看',
    en: 'Changes one’s own text. What it said before can be looked up',
  },
  access: 'signedIn',
  input: z.object({ ...one, text: messageText() }),
  output: z.object({}),
  failures: [
    notFound,
    notYourMessage,
    notText,
    messageGone,
    editTooLate,
    notCleared,
    textTooLong,
    groupClosed,
    conversationClosed,
    silenced,
    notWithApplication,
  ],
});

export const listVersions = query({
  name: 'messaging.listVersions',
  summary: { zh: '一条消息修改前的内容', en: 'What a message said before it was edited, oldest first' },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({ rows: z.array(z.object({ number: z.int(), body: messageBody, at: instant() })) }),
  failures: [notFound],
});

export const reactToMessage = command({
  name: 'messaging.reactToMessage',
  summary: { zh: '用表情回应，或取消', en: 'Reacts to a message with an emoji, or no longer' },
  access: 'signedIn',
  input: z.object({ ...one, emoji: emoji(), on: z.boolean() }),
  output: z.object({}),
  failures: [notFound, messageGone, tooManyReactions, groupClosed, conversationClosed],
});

export const pinMessage = command({
  name: 'messaging.pinMessage',
  summary: {
    zh: '在会话里置顶一条消息或取消（群里由负责人）',
    en: 'Pins a message for all of a conversation, or no longer; in groups its leaders do',
  },
  access: 'signedIn',
  input: z.object({ ...one, pinned: z.boolean() }),
  output: z.object({}),
  failures: [notFound, messageGone, notLeader, tooManyPinned, groupClosed, conversationClosed],
});

export const setGroupRules = command({
  name: 'messaging.setGroupRules',
  summary: {
    zh: '设置群规则：能否转发、转发是否需同意、成员能否 @所有人、提醒是否显示内容',
    en: 'Sets whether what is said in a group may be forwarded and with consent only, whether plain members may call everybody, and whether notices show words of it',
  },
  access: 'signedIn',
  input: z.object({
    ...which,
    forwarding: z.boolean().optional(),
    callingAll: z.boolean().optional(),
    /** What others said is forwarded with their consent only. */
    forwardConsent: z.boolean().optional(),
    /** Notices show no words of what is said here. */
    hideText: z.boolean().optional(),
  }),
  output: z.object({}),
  failures: [notFound, notLeader, groupClosed],
});

export const forwardMessages = command({
  name: 'messaging.forwardMessages',
  summary: {
    zh: '转发消息：逐条或合并，到会话或同事',
    en: 'Forwards messages, one by one or merged into one, to conversations and colleagues',
  },
  access: 'signedIn',
  input: z
    .object({
      ...which,
      seqs: z.array(seq()).min(1).max(100),
      how: z.enum(['each', 'merged']),
      toConversationIds: z.array(id()).max(20).default([]),
      toPersonIds: z.array(id()).max(20).default([]),
      /** Said after them. */
      comment: messageText().optional(),
    })
    .refine(({ toConversationIds, toPersonIds }) => toConversationIds.length + toPersonIds.length > 0),
  output: z.object({ sent: z.array(z.object({ conversationId: id(), seqs: z.array(seq()) })) }),
  failures: [
    notFound,
    messageGone,
    forwardForbidden,
    notCleared,
    consentNeeded,
    mergedTooLong,
    applicationTakesNothing,
    applicationOff,
    applicationOutOfSight,
    applicationCannotRead,
    personUnknown,
    textTooLong,
    groupClosed,
    conversationClosed,
    silenced,
  ],
  perMinute: 60,
});
