import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant } from '#kernel/contract/shapes.ts';
import {
  applicationCannotRead,
  applicationOff,
  applicationOutOfSight,
  applicationTakesNothing,
  conversationClosed,
  groupClosed,
  messageGone,
  notAMember,
  notVoice,
  notWithApplication,
  notYourMessage,
  personUnknown,
  recallTooLate,
  sentAlready,
  silenced,
  textTooLong,
  tooManyAsked,
  untilPast,
  whoMayBeUrgent,
  whoMayCallAll,
} from './failures.ts';
import { notCleared } from './labels/failures.ts';
import { messageRow, ownReader, position, saidInput, seq } from './shapes.ts';

export const sendMessage = command({
  name: 'messaging.sendMessage',
  summary: {
    zh: '发送消息；同一编号只发一次',
    en: 'Sends a message. The client’s id makes it happen once: sent again, it gives the same message',
  },
  access: 'signedIn',
  /** `clientId` is the id of the command too, so that a lost answer is repeated word for word. */
  input: z
    .object({
      conversationId: id(),
      clientId: id(),
      ...saidInput,
    })
    .refine(({ text, content }) => (text === undefined) !== (content === undefined)),
  output: z.object({ messageId: id(), seq: seq(), at: instant() }),
  failures: [
    notFound,
    textTooLong,
    sentAlready,
    conversationClosed,
    groupClosed,
    silenced,
    messageGone,
    personUnknown,
    notAMember,
    whoMayCallAll,
    notVoice,
    notCleared,
    whoMayBeUrgent,
    untilPast,
    tooManyAsked,
    notWithApplication,
    applicationTakesNothing,
    applicationOff,
    applicationOutOfSight,
    applicationCannotRead,
  ],
  perMinute: 600,
});

export const listMessages = query({
  name: 'messaging.listMessages',
  summary: {
    zh: '聊天记录：某条之后、之前、前后，或最新的',
    en: 'Messages in their order: after a place, before one, around one, or the latest',
  },
  access: 'signedIn',
  input: z
    .object({
      conversationId: id(),
      after: position().optional(),
      before: seq().optional(),
      around: seq().optional(),
      limit: z.int().min(1).max(200).default(50),
    })
    .refine((input) => [input.after, input.before, input.around].filter((place) => place !== undefined).length <= 1),
  output: z.object({
    rows: z.array(messageRow),
    /** Who has read at least one of one's own messages in `rows`, by id. */
    readers: z.array(ownReader),
    /** Place of the newest message of the conversation. */
    lastSeq: position(),
    personId: id(),
  }),
  failures: [notFound],
});

export const findDay = query({
  name: 'messaging.findDay',
  summary: {
    zh: '某天（或之后）的第一条消息在哪里',
    en: 'Place of the first message of a day where the reader works, or after it; null: nothing was said since',
  },
  access: 'signedIn',
  input: z.object({ conversationId: id(), day: day() }),
  output: z.object({ seq: seq().nullable() }),
  failures: [notFound],
});

export const markRead = command({
  name: 'messaging.markRead',
  summary: { zh: '已读到某条', en: 'Moves one’s read position forward; it never goes back' },
  access: 'signedIn',
  input: z.object({ conversationId: id(), seq: position() }),
  output: z.object({ readSeq: position() }),
  failures: [notFound],
  perMinute: 600,
});

export const listReaders = query({
  name: 'messaging.listReaders',
  summary: {
    zh: '一条自己的消息（负责人还有群公告）谁已读、谁未读',
    en: 'Who of those who were members when one’s own message (for leaders: an announcement) was sent has read it, and who hasn’t',
  },
  access: 'signedIn',
  input: z.object({ conversationId: id(), seq: seq() }),
  output: z.object({ readIds: z.array(id()), unreadIds: z.array(id()) }),
  failures: [notFound, notWithApplication],
});

export const recallMessage = command({
  name: 'messaging.recallMessage',
  summary: { zh: '撤回自己的消息', en: 'Recalls one’s own message: its text is erased everywhere' },
  access: 'signedIn',
  input: z.object({ conversationId: id(), seq: seq() }),
  output: z.object({}),
  failures: [notFound, notYourMessage, recallTooLate],
});

/** The signal's name: `{ conversationId, personId }` is typing. Never kept. */
export const typingSignal = 'messaging.typing';

export const tellTyping = query({
  name: 'messaging.tellTyping',
  summary: {
    zh: '告诉会话里的人：正在输入',
    en: 'Tells who is connected that one is typing. Nothing is stored, so it is a query',
  },
  access: 'signedIn',
  input: z.object({ conversationId: id() }),
  output: z.object({}),
  failures: [notFound],
  perMinute: 60,
});
