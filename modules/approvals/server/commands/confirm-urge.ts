import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const confirmUrge = handleStep(contract.confirmUrge, (context, { requestId, slotId, urgeId }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'confirmUrge', slotId, urgeId } })),
);
