import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const suspendRequest = handleStep(contract.suspendRequest, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'suspend', reason } })),
);
