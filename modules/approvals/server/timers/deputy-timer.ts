import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A deputy rule of a person begins or is over. Key: the rule, and which of the two. */
export const deputyTimer = timer({ name: 'approvals.deputy', input: z.object({ personId: id() }) });
