import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A transfer begins or ends. Key: the transfer and which of the two. */
export const turnTimer = timer({
  name: 'transfers.turn',
  input: z.object({ transferId: id(), senderId: id(), receiverId: id(), employerId: id() }),
});
