import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { administeredTopic } from './administered-topic.ts';

/** W7: what somebody may decide has changed; also what requests under way show of it. */
export const authorityLimitChanged = event({
  name: 'approvals.authorityLimitChanged',
  summary: { zh: '审批权限额度有变化', en: 'A limit of authority was set or removed' },
  facts: z.object({ limitId: id(), employerId: id(), what: z.enum(['set', 'removed']), by: id() }),
  topics: (facts) => [administeredTopic(facts.employerId), administeredTopic('everywhere')],
  shape: z.object({ limitId: id() }),
  project: ({ limitId }) => ({ limitId }),
});
