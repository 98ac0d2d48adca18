import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

/** Something was told, or was tried in vain: passing, for who looks at the list. */
export const deliveredSignal = 'integrations.delivered';

/** Who manages applications. */
export const managersTopic = 'integrations:managers';

export const applicationChanged = event({
  name: 'integrations.applicationChanged',
  summary: {
    zh: '对接应用或其密钥变更',
    en: 'A connected application or one of its keys was proposed, agreed to, changed or stopped',
  },
  /** `proposedBy`: whose proposal or wish was answered; null: nobody’s. */
  facts: z.object({ applicationId: id(), what: z.string(), by: id().nullable(), proposedBy: id().nullable() }),
  topics: () => [managersTopic],
});

export const deliveriesChanged = event({
  name: 'integrations.deliveriesChanged',
  summary: { zh: '送达记录变更', en: 'A delivery was asked for, made again or given up' },
  facts: z.object({ applicationId: id() }),
  topics: () => [managersTopic],
});
