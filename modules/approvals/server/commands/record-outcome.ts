import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const recordOutcome = handleStep(contract.recordOutcome, (context, { requestId, slotId, text }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'recordOutcome', slotId, text } })),
);
