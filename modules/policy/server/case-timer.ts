import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The deadline of the step that a case is in; one per case, keyed by its id. */
export const caseDue = timer({ name: 'policy.caseDue', input: z.object({ caseId: id() }) });
