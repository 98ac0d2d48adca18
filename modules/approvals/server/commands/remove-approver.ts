import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const removeApprover = handleStep(contract.removeApprover, (context, { requestId, slotId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'removeApprover', slotId, reason } })),
);
