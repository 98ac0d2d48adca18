import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const terminateRequest = handle<ApprovalsTables>()(
  contract.terminateRequest,
  async (context, { requestId, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'terminate', reason } }))).answer,
);
