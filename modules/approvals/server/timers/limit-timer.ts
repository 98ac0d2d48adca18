import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';
import { workingTime } from '../../contract/definition.ts';

const limitInput = z.object({
  requestId: id(),
  /** The engine's timer; gone once the slot is answered, given away or opened anew. */
  timerId: z.string(),
  deliveredAt: instant(),
  dueAt: instant(),
  after: workingTime,
  unknownYears: z.array(z.int()),
});
export type LimitInput = z.infer<typeof limitInput>;

/** A reminder or a limit of one task. Key: request and the engine's timer. */
export const limitTimer = timer({ name: 'approvals.limit', input: limitInput });
