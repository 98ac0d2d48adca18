import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const terminateRequest = handleStep(contract.terminateRequest, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'terminate', reason } })),
);
