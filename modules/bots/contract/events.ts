import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

/** The bots of a group, or the applications that it admits. */
export const groupBotsChanged = event({
  name: 'bots.groupBotsChanged',
  summary: { zh: '群机器人变更', en: 'The bots of a group changed, or what they said last' },
  facts: z.object({ conversationId: id(), botId: id() }),
  topics: (facts) => [`conversation:${facts.conversationId}`],
});

export const applicationChanged = event({
  name: 'bots.applicationChanged',
  summary: { zh: '第三方应用变更', en: 'An application was proposed, confirmed, changed or switched off' },
  facts: z.object({ applicationId: id() }),
  topics: () => ['company'],
  readAgain: true,
});

/** Sent, changed by its application, pressed, or told outside. */
export const cardChanged = event({
  name: 'bots.cardChanged',
  summary: { zh: '应用卡片变更', en: 'A card was sent, changed or pressed' },
  facts: z.object({ cardId: id(), conversationIds: z.array(id()), personIds: z.array(id()) }),
  topics: (facts) => [
    ...facts.conversationIds.map((conversationId) => `conversation:${conversationId}` as const),
    ...facts.personIds.map((personId) => `person:${personId}` as const),
  ],
  // Who else got it isn't everybody's to know.
  shape: z.object({ cardId: id() }),
  project: ({ cardId }) => ({ cardId }),
});
