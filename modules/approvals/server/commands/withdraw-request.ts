import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const withdrawRequest = handleStep(contract.withdrawRequest, (context, { requestId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'withdraw', reason } })),
);
