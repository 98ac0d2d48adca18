import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** Nobody has confirmed a change of a rule. */
export const changeExpires = timer({ name: 'content.changeExpires', input: z.object({ changeId: id() }) });
