import * as contract from '../../contract/step-operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { type FormFiles, formFiles, withFormFiles } from '../form/attach-form-files.ts';
import { newForm } from '../new-form.ts';

export const editForm = handleStep(contract.editForm, async (context, { requestId, form: given, reason }) => {
  let files: FormFiles | undefined;
  const step = await stepTogether(context, requestId, async (request) => {
    const form = await checkForm(context, request.kind, given, { ...request, before: request.form });
    files = formFiles(request.kind.design, form);
    return { command: { type: 'editForm', ...newForm(request, form), reason }, form };
  });
  return withFormFiles(step, requestId, files);
});
