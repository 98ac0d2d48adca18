import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to taking away somebody's second factor. */
export const factorResetExpires = timer({ name: 'access.factorResetExpires', input: z.object({ resetId: id() }) });
