import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';

export const copyRequest = handleStep(contract.copyRequest, (context, { requestId, people }) =>
  stepTogether(context, requestId, () => ({ command: { type: 'copy', people } })),
);
