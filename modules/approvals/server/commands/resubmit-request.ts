import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';

export const resubmitRequest = handleStep(contract.resubmitRequest, (context, { requestId, form: given, chosen }) =>
  stepTogether(context, requestId, ({ kind, state }) => ({
    command: { type: 'resubmit', form: state.form + 1, ...(chosen && { chosen }) },
    form: checkForm(kind, given),
  })),
);
