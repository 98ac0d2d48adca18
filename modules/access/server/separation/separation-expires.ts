import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to separating the three administrators, or to ending it. */
export const separationExpires = timer({
  name: 'access.separationExpires',
  input: z.object({ proposalId: id() }),
});
