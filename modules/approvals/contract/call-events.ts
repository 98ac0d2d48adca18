import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { administeredTopic } from './administered-topic.ts';

/** A step of a request calls outside, or set a deadline for an answer. Written with the step: nothing is called that didn't happen. */
export const callsAsked = event({
  name: 'approvals.callsAsked',
  summary: { zh: '审批需要外部调用', en: 'A request calls outside' },
  facts: z.object({
    requestId: id(),
    calls: z.array(z.object({ visit: z.int(), attempt: z.int() })),
    deadlines: z.array(z.object({ timerId: z.string(), visit: z.int(), attempt: z.int(), at: instant() })),
  }),
  topics: () => [],
});

/** The list of integrations, or what came of their calls, has changed. */
export const integrationsChanged = event({
  name: 'approvals.integrationsChanged',
  summary: { zh: '外部系统有变化', en: 'Integrations changed' },
  facts: z.object({ integrationId: id() }),
  topics: () => [administeredTopic('everywhere')],
});

/** A call was tried once more, or has come to its end. */
export const callMoved = event({
  name: 'approvals.callMoved',
  summary: { zh: '外部调用有进展', en: 'A call got on' },
  facts: z.object({ callId: id(), requestId: id(), employerId: id() }),
  topics: (facts) => [administeredTopic(facts.employerId), administeredTopic('everywhere')],
});

/** A call has come to its end: answered, or given up. */
export const callEnded = event({
  name: 'approvals.callEnded',
  summary: { zh: '外部调用已结束', en: 'A call outside ended' },
  facts: z.object({ callId: id(), requestId: id(), ok: z.boolean(), error: z.string().nullable() }),
  topics: () => [],
});
