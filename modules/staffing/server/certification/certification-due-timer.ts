import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** The day by which departments were to confirm. */
export const certificationDue = timer({
  name: 'staffing.certificationDue',
  input: z.object({ certificationId: id() }),
});
