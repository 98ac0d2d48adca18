import { refuse } from '#kernel/contract/failure.ts';
import { contentWithheld } from '../../contract/looks.ts';
import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const reassign = handleStep(contract.reassign, (context, { requestId, slotId, to, reason }) =>
  stepTogether(context, requestId, (request) => {
    // Who takes a task over reads the request for good: nobody lets himself in.
    if (to === context.person().personId && (!request.seesContent || request.byLook)) throw refuse(contentWithheld);
    return { command: { type: 'reassign', slotId, to, reason } };
  }),
);
