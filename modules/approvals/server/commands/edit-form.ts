import { refuse } from '#kernel/contract/failure.ts';
import { contentWithheld } from '../../contract/looks.ts';
import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { correctableForm } from '../form/correctable-form.ts';
import { designedForm } from '../form/designed-form.ts';
import { formFacts } from '../form/form-facts.ts';
import { newForm } from '../new-form.ts';

/** What he can't see of it stays as it is. */
export const editForm = handleStep(contract.editForm, (context, { requestId, form: given, reason }) =>
  stepTogether(context, requestId, async (request) => {
    const { design, rights } = correctableForm(request);
    if (!request.seesContent) throw refuse(contentWithheld);
    const facts = await formFacts(context, request.applicantId);
    const actorId = context.actor.kind === 'person' ? context.actor.personId : request.applicantId;
    const form = await designedForm(context, design, given, { actorId, facts, rights, before: request.form });
    return { command: { type: 'editForm', ...newForm(request, form), reason }, form };
  }),
);
