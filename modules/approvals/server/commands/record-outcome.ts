import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { statedOpinion } from '../stated-opinion.ts';

export const recordOutcome = handleStep(contract.recordOutcome, async (context, { requestId, slotId, text, files }) => {
  const stated = await statedOpinion(context, { text, ...(files && { files }) });
  return stepTogether(context, requestId, () => ({
    command: { type: 'recordOutcome', slotId, text, ...(stated?.files && { files: stated.files }) },
  }));
});
