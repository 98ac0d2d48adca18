import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A kind of data is due to be erased. Key: the kind. */
export const erasureTimer = timer({ name: 'privacy.erasure', input: z.object({ kind: z.string() }) });
