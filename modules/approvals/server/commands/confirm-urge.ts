import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const confirmUrge = handle<ApprovalsTables>()(
  contract.confirmUrge,
  async (context, { requestId, slotId, urgeId }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'confirmUrge', slotId, urgeId } }))).answer,
);
