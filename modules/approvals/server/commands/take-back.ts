import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const takeBack = handle<ApprovalsTables>()(
  contract.takeBack,
  async (context, { requestId, slotId, reason }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'takeBack', slotId, reason } }))).answer,
);
