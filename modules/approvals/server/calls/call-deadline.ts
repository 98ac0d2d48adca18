import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The time for an answer to a call is over. Key: request and the engine's timer. */
export const callDeadline = timer({
  name: 'approvals.callDeadline',
  input: z.object({ requestId: id(), timerId: z.string(), visit: z.int(), attempt: z.int() }),
});
