import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { returnedBy, signatureOver } from '../decision-signature.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const returnRequest = handleStep(
  contract.returnRequest,
  (context, { requestId, slotId, revision, to, afterwards, opinion, signature }) => {
    const decided = returnedBy({ slotId, to, afterwards, ...(opinion && { opinion }) });
    const sign = signatureOver(context, requestId, decided, signature);
    return stepTogether(
      context,
      requestId,
      async (request) => ({
        command: { type: 'return', slotId, to, afterwards, ...(opinion && { opinion }) },
        evidence: await seenEvidence(context, request, revision, slotId, { sign }),
      }),
      { history: true },
    );
  },
  { alone: (input) => input.signature !== undefined, history: true },
);
