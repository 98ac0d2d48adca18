import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const claim = handleStep(contract.claim, (context, { requestId, slotId }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'claim', slotId } })),
);
