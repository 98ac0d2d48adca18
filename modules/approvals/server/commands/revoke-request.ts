import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const revokeRequest = handleStep(contract.revokeRequest, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'revoke', reason } })),
);
