import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The last day of a bulletin is over. Key: the bulletin. */
export const expiryTimer = timer({ name: 'bulletins.expiry', input: z.object({ bulletinId: id() }) });
