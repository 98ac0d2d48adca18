import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** An approved list goes on with its requests. Key: the list. */
export const destructionTimer = timer({ name: 'approvals.destruction', input: z.object({ destructionId: id() }) });
