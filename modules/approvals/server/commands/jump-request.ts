import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const jumpRequest = handleStep(contract.jumpRequest, (context, { requestId, to, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'jump', to, reason } })),
);
