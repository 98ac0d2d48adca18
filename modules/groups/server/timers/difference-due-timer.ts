import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The workdays for differences that a notice told of are over. Key: the notice. */
export const differenceDueTimer = timer({ name: 'groups.differenceDue', input: z.object({ noticeId: id() }) });
