import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { messageGone, notVoice } from './failures.ts';
import { seq } from './shapes.ts';

const said = { purpose: 'communication', sensitivity: 'ordinary', retention: 'record', basis: 'contract' } as const;
const which = { conversationId: id() };
const one = { ...which, seq: seq() };

export const listLinks = query({
  name: 'messaging.listLinks',
  summary: { zh: '会话里的链接，最新的在前', en: 'The links of a conversation, latest first' },
  access: 'signedIn',
  input: z.object({ ...which, ...pageInput }),
  output: page(
    z.object({
      seq: seq(),
      /** Which of its message. */
      number: z.int(),
      url: personal(z.string(), said),
      /** What the page says of itself, where it was asked. */
      title: personal(z.string(), said).nullable(),
      senderId: id().nullable(),
      at: instant(),
    }),
  ),
  failures: [notFound],
});

export const readLinkCard = query({
  name: 'messaging.readLinkCard',
  summary: {
    zh: '消息中第一个链接的卡片：标题、说明、网站',
    en: 'What the page of a message’s first link says of itself: title, description, site',
  },
  access: 'signedIn',
  input: z.object(one),
  /** null: no link, or nothing that was found out about it (yet). */
  output: z.object({
    card: z
      .object({
        url: personal(z.string(), said),
        title: personal(z.string(), said),
        description: personal(z.string(), said).nullable(),
        site: personal(z.string(), said).nullable(),
        /** Its picture can be had by `readLinkPicture`. */
        picture: z.boolean(),
      })
      .nullable(),
  }),
  failures: [notFound],
  perMinute: 3000,
});

export const readLinkPicture = download({
  name: 'messaging.readLinkPicture',
  summary: { zh: '链接卡片的图片', en: 'The picture of a link’s card' },
  input: z.object(one),
  output: z.object({}),
  access: 'signedIn',
  failures: [notFound],
  perMinute: 3000,
});

export const hearVoice = command({
  name: 'messaging.hearVoice',
  summary: { zh: '听过一条语音', en: 'Notes that one has listened to a voice message' },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({}),
  failures: [notFound, messageGone, notVoice],
  perMinute: 600,
});
