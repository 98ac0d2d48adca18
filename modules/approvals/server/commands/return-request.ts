import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const returnRequest = handleStep(
  contract.returnRequest,
  (context, { requestId, slotId, revision, to, afterwards, opinion }) =>
    stepTogether(
      context,
      requestId,
      async (request) => ({
        command: { type: 'return', slotId, to, afterwards, ...(opinion && { opinion }) },
        evidence: await seenEvidence(context, request, revision, slotId),
      }),
      { history: true },
    ),
);
