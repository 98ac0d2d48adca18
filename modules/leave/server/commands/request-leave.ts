import { handle } from '#kernel/server/define-module.ts';
import { readApplicant, submitRequest } from '#modules/approvals/contract/operations.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { writeLeave } from '../write-leave.ts';

export const requestLeave = handle<LeaveTables>()(
  contract.requestLeave,
  async (context, { urgent, applicantId, ...asked }) => {
    const requestId = context.newId();
    const whose = await context.read(readApplicant, { applicantId });
    const form = await writeLeave(context, whose, requestId, asked);
    return context.call(submitRequest, { kind: leaveProcess.name, form, requestId, applicantId, urgent });
  },
);
