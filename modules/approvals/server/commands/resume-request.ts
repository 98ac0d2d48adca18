import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const resumeRequest = handle<ApprovalsTables>()(
  contract.resumeRequest,
  async (context, { requestId, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'resume', reason } }))).answer,
);
