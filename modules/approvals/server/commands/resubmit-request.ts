import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';

export const resubmitRequest = handleStep(contract.resubmitRequest, (context, { requestId, form: given, chosen }) =>
  stepTogether(context, requestId, async (request) => ({
    command: { type: 'resubmit', form: request.state.form + 1, ...(chosen && { chosen }) },
    form: await checkForm(context, request.kind, given, { ...request, before: request.form }),
  })),
);
