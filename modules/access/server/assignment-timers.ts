import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

const input = z.object({ assignmentId: z.uuid() });

/** A grant for a time begins. */
export const assignmentBegins = timer({ name: 'access.assignmentBegins', input });
/** A grant for a time runs out. */
export const assignmentRunsOut = timer({ name: 'access.assignmentRunsOut', input });
