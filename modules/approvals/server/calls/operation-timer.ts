import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A command of another module is to be run for a request. Key: the call. */
export const operationTimer = timer({ name: 'approvals.callOperation', input: z.object({ callId: id() }) });
