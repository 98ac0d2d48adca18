import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

export const archiveGrantChanged = event({
  name: 'approvals.archiveGrantChanged',
  summary: { zh: '档案查询权限有变化', en: 'A permission to query the archive was given or ended' },
  facts: z.object({ requestId: id(), personId: id(), what: z.enum(['granted', 'ended']), concerned: z.array(id()) }),
  topics: (facts) => facts.concerned.map((one) => `person:${one}` as const),
  shape: z.object({}),
  project: () => ({}),
});
