import * as contract from '../../contract/operations.ts';
import { handleStep, stepTogether } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';
import { attachFormFiles, type FormFiles, formFiles } from '../form/attach-form-files.ts';

export const resubmitRequest = handleStep(
  contract.resubmitRequest,
  async (context, { requestId, form: given, chosen }) => {
    let files: FormFiles | undefined;
    const step = await stepTogether(context, requestId, async (request) => {
      const form = await checkForm(context, request.kind, given, { ...request, before: request.form });
      files = formFiles(request.kind.design, form);
      return { command: { type: 'resubmit', form: request.state.form + 1, ...(chosen && { chosen }) }, form };
    });
    if (!files) return step;
    const held = files;
    return {
      ...step,
      more: async (work) => {
        await step.more?.(work);
        await attachFormFiles(work, requestId, held);
      },
    };
  },
);
