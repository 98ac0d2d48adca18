import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { messageGone, notAsked } from './failures.ts';
import { groupName, messageRow, seq } from './shapes.ts';

const one = { conversationId: id(), seq: seq() };

/** Most people whom one message asks. */
export const mostAsked = 500;

export const confirmAsked = command({
  name: 'messaging.confirmAsked',
  summary: {
    zh: '确认收到限期回复的消息（也可以引用回复）',
    en: 'Confirms a message that asked for an answer; answering it does the same',
  },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({}),
  failures: [notFound, messageGone, notAsked],
});

export const listAnswers = query({
  name: 'messaging.listAnswers',
  summary: {
    zh: '限期回复的消息：谁已回复、谁未回复（发送人看全部，其他人看自己）',
    en: 'Who answered a message that asked for it: all for its sender, oneself for who was asked',
  },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({
    deadline: instant(),
    askedBy: id(),
    /** Of whoever asks. */
    personId: id(),
    answered: z.array(z.object({ personId: id(), at: instant(), answerSeq: seq().nullable(), late: z.boolean() })),
    /** Who is still a member and hasn't answered. */
    waitingIds: z.array(id()),
  }),
  failures: [notFound],
});

export const listAsked = query({
  name: 'messaging.listAsked',
  summary: {
    zh: '限期回复：等我回复的，或我发出、还有人未回复的，期限近的在前',
    en: 'What waits for one’s own answer, or what of one’s own waits for others, nearest deadline first',
  },
  access: 'signedIn',
  input: z.object({ shown: z.enum(['mine', 'others']), ...pageInput }),
  output: page(
    z.object({
      ...one,
      name: groupName().nullable(),
      otherId: id().nullable(),
      deadline: instant(),
      /** How many haven't answered. */
      waiting: z.int(),
      message: messageRow.pick({ seq: true, senderId: true, kind: true, body: true, at: true }),
    }),
  ),
});
