import { z } from 'zod';
import { timer } from '#kernel/server/timers/timer-contract.ts';

/** A proposal that nobody decided expires. */
export const grantProposalExpires = timer({
  name: 'access.grantProposalExpires',
  input: z.object({ proposalId: z.uuid() }),
});
/** The review of an opened code is due. */
export const breakGlassReviewDue = timer({
  name: 'access.breakGlassReviewDue',
  input: z.object({ glassId: z.uuid() }),
});
