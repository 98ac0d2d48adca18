import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const objectToSubmission = handleStep(contract.objectToSubmission, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'objectSubmission', reason } })),
);
