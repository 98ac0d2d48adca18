import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const takeBack = handleStep(contract.takeBack, (context, { requestId, slotId, reason }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'takeBack', slotId, reason } })),
);
