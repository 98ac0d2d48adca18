import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { destructionTopic } from './destruction-topic.ts';

const toKeepers = (facts: { employerId: string }) => [
  destructionTopic('everywhere'),
  destructionTopic(facts.employerId),
];

/** A list of destruction, or what may be proposed for one. `by` null: the program went on with it. */
export const destructionChanged = event({
  name: 'approvals.destructionChanged',
  summary: { zh: '档案销毁有变化', en: 'The destruction of archived requests moved on' },
  facts: z.object({
    destructionId: id().nullable(),
    employerId: id(),
    what: z.enum(['proposed', 'kept', 'withdrawn', 'approved', 'progressed', 'finished', 'held', 'released']),
    by: id().nullable(),
  }),
  topics: toKeepers,
  shape: z.object({ destructionId: id().nullable() }),
  project: ({ destructionId }) => ({ destructionId }),
});

/** The content of a request is gone for ever. */
export const requestDestroyed = event({
  name: 'approvals.requestDestroyed',
  summary: { zh: '审批单内容已销毁', en: 'The content of a request was destroyed' },
  facts: z.object({
    requestId: id(),
    kind: z.string(),
    number: z.string(),
    employerId: id(),
    destruction: z.string(),
    concerned: z.array(id()),
  }),
  topics: (facts) => facts.concerned.map((one) => `person:${one}` as const),
  shape: z.object({ requestId: id() }),
  project: ({ requestId }) => ({ requestId }),
});
