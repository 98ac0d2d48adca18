import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const resumeRequest = handleStep(contract.resumeRequest, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'resume', reason } })),
);
