import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const delegate = handleStep(contract.delegate, (context, { requestId, slotId, to, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'delegate', slotId, to, reason } })),
);
