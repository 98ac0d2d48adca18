import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

const input = z.object({ conversationId: z.string(), seq: z.int() });

/** Who hasn't answered is reminded. Its key, and that of the next, is the message's id. */
export const answerReminds = timer({ name: 'messaging.answerReminds', input });

/** The deadline has come. */
export const answersEnd = timer({ name: 'messaging.answersEnd', input });
