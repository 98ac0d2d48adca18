import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The day of a published reorganisation has begun. */
export const reorganisationDue = timer({
  name: 'directory.reorganisationDue',
  input: z.object({ reorganisationId: id() }),
});
