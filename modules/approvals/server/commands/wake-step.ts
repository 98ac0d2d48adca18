import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const wakeStep = handleStep(contract.wakeStep, (context, { requestId, visit, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'wake', visit, reason } })),
);
