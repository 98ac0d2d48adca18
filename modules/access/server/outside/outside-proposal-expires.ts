import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to a provider. */
export const outsideProposalExpires = timer({
  name: 'access.outsideProposalExpires',
  input: z.object({ proposalId: id() }),
});
