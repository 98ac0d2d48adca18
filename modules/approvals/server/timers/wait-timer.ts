import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The end of a delay, or the deadline of a call. Key: request and the engine's timer. */
export const waitTimer = timer({
  name: 'approvals.wait',
  input: z.object({ requestId: id(), timerId: z.string() }),
});
