import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { messageGone } from './failures.ts';
import { groupName, messageRow, seq } from './shapes.ts';

const one = { conversationId: id(), seq: seq() };

/** `saved`: for looking up, under a category. `later`: to be dealt with. */
const kept = z.enum(['saved', 'later']);

export const keepMessage = command({
  name: 'messaging.keepMessage',
  summary: {
    zh: '收藏消息（可分类），或稍后处理',
    en: 'Saves a message for oneself under a category, or puts it off until later; again: changes the category',
  },
  access: 'signedIn',
  input: z
    .object({ ...one, kept, category: line(20).optional() })
    .refine((input) => input.kept === 'saved' || input.category === undefined),
  output: z.object({}),
  failures: [notFound, messageGone],
});

export const dropMessage = command({
  name: 'messaging.dropMessage',
  summary: { zh: '取消收藏或稍后处理', en: 'No longer keeps a message' },
  access: 'signedIn',
  input: z.object({ ...one, kept }),
  output: z.object({}),
  failures: [notFound],
});

export const handleMessage = command({
  name: 'messaging.handleMessage',
  summary: { zh: '稍后处理的消息标为已处理，或退回', en: 'Says that a message put off has been dealt with, or hasn’t' },
  access: 'signedIn',
  input: z.object({ ...one, handled: z.boolean() }),
  output: z.object({}),
  failures: [notFound],
});

export const listKept = query({
  name: 'messaging.listKept',
  summary: {
    zh: '我收藏的、稍后处理的、已处理的消息，最近的在前',
    en: 'What one has saved, put off, or dealt with, latest first; of conversations that one is still in',
  },
  access: 'signedIn',
  input: z.object({
    shown: z.enum(['saved', 'later', 'handled']),
    /** Of what is saved: only this one. */
    category: z.string().max(40).optional(),
    ...pageInput,
  }),
  output: page(
    z.object({
      conversationId: id(),
      /** A group's name; null: the chat with `otherId`. */
      name: groupName().nullable(),
      otherId: id().nullable(),
      category: z.string(),
      at: instant(),
      message: messageRow.pick({ seq: true, senderId: true, kind: true, body: true, at: true }),
    }),
  ).extend({ categories: z.array(z.string()) }),
});

export const markUnread = command({
  name: 'messaging.markUnread',
  summary: { zh: '会话标为未读', en: 'Marks a conversation as unread for oneself, until one reads it' },
  access: 'signedIn',
  input: z.object({ conversationId: id() }),
  output: z.object({}),
  failures: [notFound],
});
