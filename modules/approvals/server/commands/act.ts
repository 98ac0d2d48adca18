import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { actedBy, signatureOver } from '../decision-signature.ts';
import { editedForm } from '../edited-form.ts';
import { newForm } from '../new-form.ts';
import { seenEvidence } from '../seen-evidence.ts';
import { statedOpinion } from '../stated-opinion.ts';

export const act = handleStep(
  contract.act,
  async (context, { requestId, slotId, revision, outcome, opinion: said, chosen, form: given, signature }) => {
    const opinion = await statedOpinion(context, said);
    const decided = actedBy({ slotId, outcome, opinion, chosen });
    const sign = signatureOver(context, requestId, decided, signature);
    return stepTogether(
      context,
      requestId,
      async (request) => {
        const form =
          given && (await editedForm(context, request, { slotId, actorId: context.person().personId }, given));
        return {
          command: {
            type: 'act',
            slotId,
            outcome,
            ...(opinion && { opinion }),
            ...(chosen && { chosen }),
            ...(form && newForm(request, form)),
          },
          evidence: await seenEvidence(context, request, revision, slotId, { sign, form }),
          ...(form && { form }),
        };
      },
      { history: true },
    );
  },
  { alone: (input) => input.signature !== undefined, history: true },
);
