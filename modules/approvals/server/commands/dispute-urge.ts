import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const disputeUrge = handle<ApprovalsTables>()(
  contract.disputeUrge,
  async (context, { requestId, slotId, urgeId, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'disputeUrge', slotId, urgeId, reason } }))).answer,
);
