import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has agreed to a department's package. */
export const packageExpires = timer({ name: 'access.packageExpires', input: z.object({ packageId: id() }) });
