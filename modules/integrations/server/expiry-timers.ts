import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to an application, or to a change of one. */
export const proposalExpires = timer({
  name: 'integrations.proposalExpires',
  input: z.object({ proposalId: id() }),
});
/** Nobody has fetched a key that was agreed to. */
export const keyLapses = timer({ name: 'integrations.keyLapses', input: z.object({ keyId: id() }) });
/** Nobody has agreed to a key. */
export const wishExpires = timer({ name: 'integrations.wishExpires', input: z.object({ keyId: id() }) });
