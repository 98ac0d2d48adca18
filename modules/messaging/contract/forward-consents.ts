import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { consentAnsweredAlready, consentNotNeeded, forwardForbidden, messageGone } from './failures.ts';
import { groupName, messageRow, reason, seq } from './shapes.ts';

const one = { conversationId: id(), seq: seq() };
const consentState = z.enum(['asked', 'given', 'refused', 'used']);

export const askToForward = command({
  name: 'messaging.askToForward',
  summary: {
    zh: '请求转发别人的消息（需要发送人同意时）',
    en: 'Asks the author for consent to forward a message; asked already: nothing more',
  },
  access: 'signedIn',
  input: z.object({ ...one, reason: reason() }),
  output: z.object({ consentId: id() }),
  failures: [notFound, messageGone, forwardForbidden, consentNotNeeded],
  perMinute: 60,
});

export const answerForward = command({
  name: 'messaging.answerForward',
  summary: {
    zh: '同意或不同意转发自己的消息；同意只用一次',
    en: 'Consents to the forwarding of one’s own message, once, or refuses',
  },
  access: 'signedIn',
  input: z.object({ consentId: id(), give: z.boolean() }),
  output: z.object({}),
  failures: [notFound, consentAnsweredAlready],
});

export const listForwardConsents = query({
  name: 'messaging.listForwardConsents',
  summary: {
    zh: '转发请求：等我答复的，或我提出的，最近的在前',
    en: 'Requests to forward one’s own messages, or one’s own requests, latest first',
  },
  access: 'signedIn',
  input: z.object({ shown: z.enum(['toMe', 'byMe']), ...pageInput }),
  output: page(
    z.object({
      consentId: id(),
      ...one,
      name: groupName().nullable(),
      otherId: id().nullable(),
      authorId: id(),
      askerId: id(),
      reason: reason(),
      state: consentState,
      askedAt: instant(),
      message: messageRow.pick({ seq: true, senderId: true, kind: true, body: true, at: true }),
    }),
  ),
});
