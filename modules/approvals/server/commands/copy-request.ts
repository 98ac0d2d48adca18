import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

export const copyRequest = handle<ApprovalsTables>()(
  contract.copyRequest,
  async (context, { requestId, people }) =>
    (await carryOut(context, requestId, () => ({ command: { type: 'copy', people } }))).answer,
);
