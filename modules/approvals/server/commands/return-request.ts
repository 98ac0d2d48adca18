import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { returnedBy, signatureOver } from '../decision-signature.ts';
import { seenEvidence } from '../seen-evidence.ts';
import { statedOpinion } from '../stated-opinion.ts';

export const returnRequest = handleStep(
  contract.returnRequest,
  async (context, { requestId, slotId, revision, to, afterwards, opinion: said, signature }) => {
    const opinion = await statedOpinion(context, said);
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
