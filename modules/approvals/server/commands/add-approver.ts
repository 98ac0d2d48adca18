import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const addApprover = handleStep(contract.addApprover, (context, { requestId, ...added }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'addApprover', ...added } })),
);
