import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { newForm } from '../new-form.ts';

export const editForm = handleStep(contract.editForm, (context, { requestId, form: given, reason }) =>
  stepTogether(context, requestId, async (request) => {
    const form = await checkForm(context, request.kind, given, { ...request, before: request.form });
    return { command: { type: 'editForm', ...newForm(request, form), reason }, form };
  }),
);
