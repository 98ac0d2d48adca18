import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { administeredTopic } from './administered-topic.ts';
import { templatesTopic } from './template-topic.ts';

/** Whom an approver group names has changed, or what it is called. `by` null: a member left. */
export const approverGroupChanged = event({
  name: 'approvals.approverGroupChanged',
  summary: { zh: '审批组有变化', en: 'An approver group changed' },
  facts: z.object({
    groupId: id(),
    employerId: id().nullable(),
    what: z.enum(['created', 'changed', 'retired', 'memberLeft']),
    by: id().nullable(),
  }),
  topics: (facts) => [
    administeredTopic('everywhere'),
    ...(facts.employerId === null ? [] : [administeredTopic(facts.employerId)]),
    templatesTopic,
  ],
  shape: z.object({ groupId: id() }),
  project: ({ groupId }) => ({ groupId }),
});
