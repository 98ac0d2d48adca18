import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The next of a message of an application to many. Its key is the sending's id. */
export const sendingPart = timer({ name: 'bots.sendingPart', input: z.object({ sendingId: id() }) });
