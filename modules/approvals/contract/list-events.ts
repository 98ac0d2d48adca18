import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

const own = (facts: { personId: string }) => [`person:${facts.personId}` as const];

export const draftsChanged = event({
  name: 'approvals.draftsChanged',
  summary: { zh: '草稿有变化', en: 'Somebody’s drafts changed' },
  facts: z.object({ personId: id(), draftId: id() }),
  topics: own,
  shape: z.object({ draftId: id() }),
  project: ({ draftId }) => ({ draftId }),
});

export const phrasesChanged = event({
  name: 'approvals.phrasesChanged',
  summary: { zh: '常用语有变化', en: 'Somebody’s usual phrases changed' },
  facts: z.object({ personId: id() }),
  topics: own,
  shape: z.object({}),
  project: () => ({}),
});

export const relationChanged = event({
  name: 'approvals.relationChanged',
  summary: { zh: '审批单的关联有变化', en: 'Requests were related, or no longer are' },
  facts: z.object({ requestIds: z.array(id()), concerned: z.array(id()) }),
  topics: (facts) => facts.concerned.map((one) => `person:${one}` as const),
  shape: z.object({ requestIds: z.array(id()) }),
  project: ({ requestIds }) => ({ requestIds }),
});
