import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const transfer = handleStep(contract.transfer, (context, { requestId, slotId, to, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'transfer', slotId, to, reason } })),
);
