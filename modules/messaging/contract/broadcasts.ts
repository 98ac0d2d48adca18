import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { broadcastEnded, nobodyToTell, outsideReach, textTooLong, tooManyRecipients } from './failures.ts';
import { sendToMany } from './permissions.ts';
import { messageText, seq } from './shapes.ts';

/** Most people whom one message goes to. */
export const mostRecipients = 10_000;

/** People, and all of departments with what stands below them; whoever is named twice counts once. */
const recipients = {
  personIds: z.array(id()).max(mostRecipients).default([]),
  departmentIds: z.array(id()).max(500).default([]),
};
const which = { broadcastId: id() };

export const previewBroadcast = query({
  name: 'messaging.previewBroadcast',
  summary: { zh: '群发预览：会发给多少人', en: 'How many people a message would go to' },
  access: sendToMany,
  input: z.object(recipients),
  /** `outside`: named, but not within one's reach. */
  output: z.object({ count: z.int(), outside: z.int(), most: z.int() }),
});

export const startBroadcast = command({
  name: 'messaging.startBroadcast',
  summary: {
    zh: '群发消息：逐一发到每个人的单聊',
    en: 'Sends a message to many people, to each in the chat between two',
  },
  access: sendToMany,
  input: z.object({ ...recipients, text: messageText() }),
  output: z.object({ ...which, count: z.int() }),
  failures: [textTooLong, nobodyToTell, tooManyRecipients, outsideReach],
  perMinute: 6,
});

export const stopBroadcast = command({
  name: 'messaging.stopBroadcast',
  summary: { zh: '停止群发：还没有发到的不再发送', en: 'Stops sending to those it hasn’t reached yet' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({}),
  failures: [notFound, broadcastEnded],
});

const broadcast = z.object({
  ...which,
  text: messageText(),
  total: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** How many of those it reached have read it. */
  read: z.int(),
  state: z.enum(['running', 'done', 'stopped']),
  madeAt: instant(),
  endedAt: instant().nullable(),
});

export const listBroadcasts = query({
  name: 'messaging.listBroadcasts',
  summary: { zh: '我群发的消息：进度和已读人数', en: 'What one has sent to many: progress, and how many have read it' },
  access: 'signedIn',
  input: z.object(pageInput),
  output: page(broadcast),
});

export const listRecipients = query({
  name: 'messaging.listRecipients',
  summary: { zh: '一次群发的接收人', en: 'Whom a message to many went to' },
  access: 'signedIn',
  input: z.object({ ...which, shown: z.enum(['unread', 'read', 'failed', 'waiting']), ...pageInput }),
  output: page(
    z.object({
      personId: id(),
      name: personal(z.string(), {
        purpose: 'communication',
        sensitivity: 'ordinary',
        retention: 'record',
        basis: 'hr-rules',
      }),
      conversationId: id().nullable(),
      seq: seq().nullable(),
      /** Code of the failure. */
      failure: z.string().nullable(),
    }),
  ),
  failures: [notFound],
});
