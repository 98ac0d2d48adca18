import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { correctableForm } from '../form/correctable-form.ts';
import { designedForm } from '../form/designed-form.ts';
import { formFacts } from '../form/form-facts.ts';
import type { LoadedRequest } from '../load-request.ts';
import { newForm } from '../new-form.ts';

export const editForm = handleStep(contract.editForm, (context, { requestId, form: given, reason }) =>
  stepTogether(context, requestId, async (request) => {
    const form = request.kind.design
      ? await corrected(request)
      : await checkForm(context, request.kind, given, request);
    return { command: { type: 'editForm', ...newForm(request, form), reason }, form };

    /** What he can't see of it stays as it is. */
    async function corrected(held: LoadedRequest) {
      const { design, rights } = correctableForm(held);
      const facts = await formFacts(context, held.applicantId);
      const actorId = context.actor.kind === 'person' ? context.actor.personId : held.applicantId;
      return await designedForm(context, design, given, { actorId, facts, rights, before: held.form });
    }
  }),
);
