import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { seq } from '../shapes.ts';
import { classification } from './label.ts';

/** What it says isn't in it: who is cleared reads it again. */
export const messageLabelled = event({
  name: 'messaging.messageLabelled',
  summary: { zh: '消息密级变更', en: 'The classification of a message changed' },
  facts: z.object({
    conversationId: id(),
    messageId: id(),
    seq: seq(),
    before: classification,
    after: classification,
    byId: id(),
  }),
  topics: (facts) => [`conversation:${facts.conversationId}`],
});

export const conversationLabelled = event({
  name: 'messaging.conversationLabelled',
  summary: { zh: '会话默认密级变更', en: 'The default classification of a conversation changed' },
  facts: z.object({ conversationId: id(), classification, byId: id() }),
  topics: (facts) => [`conversation:${facts.conversationId}`],
});
