import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import { keptLeave } from '../kept-leave.ts';
import type { LeaveTables } from '../leave-tables.ts';

/** Leave goes into approvals only with the form that this module made, for the person for whom it was reckoned. */
export const submittedByLeaveForm = guard<LeaveTables>()(
  'leave.submittedByLeaveForm',
  submitRequest,
  async (context, { kind, form, requestId, applicantId = context.person().personId }) => {
    if (kind !== leaveProcess.name) return;
    const kept = requestId === undefined ? undefined : await keptLeave(context, requestId);
    if (kept?.personId !== applicantId || !isDeepStrictEqual(kept.form, form)) throw refuse(onlyByLeaveForm);
  },
);
