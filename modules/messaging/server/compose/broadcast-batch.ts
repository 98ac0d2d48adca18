import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The next of a message to many are to be sent to. Its key is the broadcast's id. */
export const broadcastBatch = timer({
  name: 'messaging.broadcastBatch',
  input: z.object({ broadcastId: z.string() }),
});
