import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { actedBy, signatureOver } from '../decision-signature.ts';
import { editedForm } from '../edited-form.ts';
import { type FormFiles, formFiles, withFormFiles } from '../form/attach-form-files.ts';
import { newForm } from '../new-form.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const act = handleStep(
  contract.act,
  async (context, { requestId, slotId, revision, outcome, opinion, chosen, form: given, signature }) => {
    let files: FormFiles | undefined;
    const decided = actedBy({ slotId, outcome, ...(opinion && { opinion }) });
    const sign = signatureOver(context, requestId, decided, signature);
    const step = await stepTogether(
      context,
      requestId,
      async (request) => {
        const form = await editedForm(context, request, slotId, given);
        files = form && formFiles(request.kind.design, form);
        return {
          command: {
            type: 'act',
            slotId,
            outcome,
            ...(opinion && { opinion }),
            ...(chosen && { chosen }),
            ...(form && newForm(request, form)),
          },
          evidence: await seenEvidence(context, request, revision, slotId, sign),
          ...(form && { form }),
        };
      },
      { history: true },
    );
    return withFormFiles(step, requestId, files);
  },
  (input) => input.signature !== undefined,
);
