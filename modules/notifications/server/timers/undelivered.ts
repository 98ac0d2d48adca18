import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The time for notices to arrive is over. Key: the first of them. */
export const undelivered = timer({
  name: 'notifications.undelivered',
  input: z.object({ noticeIds: z.array(id()).max(500) }),
});
