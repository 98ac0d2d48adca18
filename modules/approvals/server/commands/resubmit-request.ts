import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { checkForm } from '../check-form.ts';

export const resubmitRequest = handle<ApprovalsTables>()(
  contract.resubmitRequest,
  async (context, { requestId, form: given, chosen }) => {
    const { answer } = await carryOut(context, requestId, ({ kind, state }) => ({
      command: { type: 'resubmit', form: state.form + 1, ...(chosen && { chosen }) },
      form: checkForm(kind, given),
    }));
    return answer;
  },
);
