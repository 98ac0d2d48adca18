import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { newForm } from '../new-form.ts';

export const resubmitRequest = handleStep(contract.resubmitRequest, (context, { requestId, form: given, chosen }) =>
  stepTogether(context, requestId, async (request) => {
    const form = await checkForm(context, request.kind, given, { ...request, before: request.form });
    return { command: { type: 'resubmit', ...newForm(request, form), ...(chosen && { chosen }) }, form };
  }),
);
