import { handle } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { writeLeave } from '../write-leave.ts';

export const requestLeave = handle<LeaveTables>()(contract.requestLeave, async (context, { urgent, ...asked }) => {
  const requestId = context.newId();
  const form = await writeLeave(context, requestId, asked);
  return context.call(submitRequest, { kind: leaveProcess.name, form, requestId, ...(urgent && { urgent }) });
});
