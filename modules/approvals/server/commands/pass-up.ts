import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { passedUpBy, signatureOver } from '../decision-signature.ts';
import { seenEvidence } from '../seen-evidence.ts';
import { statedOpinion } from '../stated-opinion.ts';

export const passUp = handleStep(
  contract.passUp,
  async (context, { requestId, slotId, revision, opinion: said, signature }) => {
    const opinion = await statedOpinion(context, said);
    const sign = signatureOver(context, requestId, passedUpBy({ slotId, opinion }), signature);
    return stepTogether(
      context,
      requestId,
      async (request) => ({
        command: { type: 'passUp', slotId, ...(opinion && { opinion }) },
        evidence: await seenEvidence(context, request, revision, slotId, { sign }),
      }),
      { history: true },
    );
  },
  { alone: (input) => input.signature !== undefined, history: true },
);
