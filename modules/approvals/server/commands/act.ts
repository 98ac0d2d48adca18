import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { actedBy, signatureOver } from '../decision-signature.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const act = handleStep(
  contract.act,
  (context, { requestId, slotId, revision, outcome, opinion, signature }) => {
    const decided = actedBy({ slotId, outcome, ...(opinion && { opinion }) });
    const sign = signatureOver(context, requestId, decided, signature);
    return stepTogether(
      context,
      requestId,
      async (request) => ({
        command: { type: 'act', slotId, outcome, ...(opinion && { opinion }) },
        evidence: await seenEvidence(context, request, revision, slotId, sign),
      }),
      { history: true },
    );
  },
  (input) => input.signature !== undefined,
);
