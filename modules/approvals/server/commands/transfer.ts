import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const transfer = handle<ApprovalsTables>()(
  contract.transfer,
  async (context, { requestId, slotId, to, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'transfer', slotId, to, reason } }))).answer,
);
