import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The workdays after the end of a group are over. Key: the group. */
export const dissolutionDueTimer = timer({ name: 'groups.dissolutionDue', input: z.object({ conversationId: id() }) });
