import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has confirmed an application, or a change of one. */
export const proposalExpires = timer({
  name: 'bots.proposalExpires',
  input: z.object({ applicationId: id() }),
});
