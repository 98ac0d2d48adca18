import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { actedBy, askForSignature, passedUpBy, returnedBy } from '../decision-signature.ts';
import { editedForm } from '../edited-form.ts';
import { loadRequest } from '../load-request.ts';
import { seenEvidence } from '../seen-evidence.ts';
import { statedOpinion } from '../stated-opinion.ts';

export const prepareSignature = handle<ApprovalsTables>()(
  contract.prepareSignature,
  async (context, { requestId, slotId, revision, decision }) => {
    const request = await loadRequest(context, requestId);
    const given = decision.what === 'act' ? decision.form : undefined;
    const form = given && (await editedForm(context, request, { slotId, actorId: context.person().personId }, given));
    const known = await seenEvidence(context, request, revision, slotId, { form });
    const said = { slotId, opinion: await statedOpinion(context, decision.opinion) };
    const decided =
      decision.what === 'act'
        ? actedBy({ ...decision, ...said })
        : decision.what === 'passUp'
          ? passedUpBy(said)
          : returnedBy({ ...decision, ...said });
    return askForSignature(context, requestId, decided, known);
  },
);
