import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A guest's time in a group is over. Its key is the conversation and the person. */
export const guestEnds = timer({
  name: 'messaging.guestEnds',
  input: z.object({ conversationId: z.string(), personId: z.string() }),
});
