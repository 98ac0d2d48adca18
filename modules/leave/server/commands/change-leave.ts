import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { leaveChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import { ownLeave } from '../kept-leave.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { writeLeave } from '../write-leave.ts';

export const changeLeave = handle<LeaveTables>()(contract.changeLeave, async (context, { requestId, ...asked }) => {
  const own = await ownLeave(context, requestId);
  if (!own) throw refuse(notFound);
  const form = await writeLeave(context, own, requestId, asked);
  context.emit(leaveChanged, { requestId, personId: own.personId });
  return context.call(resubmitRequest, { requestId, form });
});
