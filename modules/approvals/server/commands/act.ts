import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const act = handleStep(contract.act, (context, { requestId, slotId, revision, outcome, opinion }) =>
  stepTogether(
    context,
    requestId,
    async (request) => ({
      command: { type: 'act', slotId, outcome, ...(opinion && { opinion }) },
      evidence: await seenEvidence(context, request, revision, slotId),
    }),
    { history: true },
  ),
);
