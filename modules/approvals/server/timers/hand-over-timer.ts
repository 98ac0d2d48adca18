import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Requests that somebody was working on when an approver left: they are handed over a little later. Key: who left. */
export const handOverTimer = timer({
  name: 'approvals.handOver',
  input: z.object({ personId: id(), successorId: id().nullable() }),
});
