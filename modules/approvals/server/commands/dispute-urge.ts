import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const disputeUrge = handleStep(contract.disputeUrge, (context, { requestId, slotId, urgeId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'disputeUrge', slotId, urgeId, reason } })),
);
