import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A finished request waits to be archived. Key: the request. */
export const archiveTimer = timer({ name: 'approvals.archive', input: z.object({ requestId: id() }) });
