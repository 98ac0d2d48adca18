import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const addApprover = handle<ApprovalsTables>()(
  contract.addApprover,
  async (context, { requestId, ...added }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'addApprover', ...added } }))).answer,
);
