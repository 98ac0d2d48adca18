import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { administeredTopic } from './administered-topic.ts';

export const deputyChanged = event({
  name: 'approvals.deputyChanged',
  summary: { zh: '代理设置有变化', en: 'A deputy rule was made or ended' },
  facts: z.object({
    ruleId: id(),
    principalId: id(),
    deputyId: id(),
    employerId: id(),
    what: z.enum(['set', 'ended']),
    by: id().nullable(),
  }),
  topics: (facts) => [
    `person:${facts.principalId}`,
    `person:${facts.deputyId}`,
    administeredTopic(facts.employerId),
    administeredTopic('everywhere'),
  ],
  shape: z.object({ ruleId: id() }),
  project: ({ ruleId }) => ({ ruleId }),
});
