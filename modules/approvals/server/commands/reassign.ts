import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const reassign = handle<ApprovalsTables>()(
  contract.reassign,
  async (context, { requestId, slotId, to, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'reassign', slotId, to, reason } }))).answer,
);
