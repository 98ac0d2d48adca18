import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to a change of who sees what. */
export const visibilityExpires = timer({
  name: 'directory.visibilityExpires',
  input: z.object({ proposalId: id() }),
});
