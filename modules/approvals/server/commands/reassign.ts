import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const reassign = handleStep(contract.reassign, (context, { requestId, slotId, to, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'reassign', slotId, to, reason } })),
);
