import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { groupName, messageKind, seq } from './shapes.ts';

const content = { purpose: 'communication', sensitivity: 'ordinary', retention: 'record', basis: 'contract' } as const;

/** Most characters of what is looked for. */
export const mostSearched = 200;

export const searchMessages = query({
  name: 'messaging.searchMessages',
  summary: {
    zh: '搜索自己看得到的消息：文字、文件名，可按发送人、会话、日期、类型筛选',
    en: 'Searches what one may read: texts and names of files; by sender, conversation, date and kind',
  },
  access: 'signedIn',
  input: z
    .object({
      /**
       * Parts between blanks must all occur, anywhere in the message, whatever the case and width of letters; a part in
       * double quotes may hold blanks. Pinyin or initials of a colleague's name find the name.
       */
      text: z.string().max(mostSearched).optional(),
      conversationId: id().optional(),
      senderId: id().optional(),
      kind: messageKind.optional(),
      /** Sent on this day or later, and on this day or before. */
      from: day().optional(),
      to: day().optional(),
      ...pageInput,
    })
    // A date alone would be everything that was said.
    .refine((input) =>
      [input.text?.trim() || undefined, input.conversationId, input.senderId, input.kind].some(Boolean),
    ),
  /** The latest first; after all that hold the text as typed, those that hold its words (`exact` false). */
  output: page(
    z.object({
      conversationId: id(),
      /** A group's name; null: the chat with `otherId`. */
      name: groupName().nullable(),
      otherId: id().nullable(),
      seq: seq(),
      senderId: id().nullable(),
      kind: messageKind,
      at: instant(),
      exact: z.boolean(),
      /** The place where it was found, with what stands around it. */
      excerpt: z.object({
        text: personal(z.string(), content),
        /** What was found in it: from, to, as places of UTF-16 units. */
        marks: z.array(z.tuple([z.int(), z.int()])),
      }),
    }),
  ),
  failures: [notFound],
  perMinute: 240,
});
