import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const putBack = handleStep(contract.putBack, (context, { requestId, slotId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'putBack', slotId, reason } })),
);
