import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import { keptForm } from '../kept-form.ts';
import type { LeaveTables } from '../leave-tables.ts';

/** Leave goes into approvals only with the form that this module made. */
export const submittedByLeaveForm = guard<LeaveTables>()(
  'leave.submittedByLeaveForm',
  submitRequest,
  async (context, { kind, form, requestId }) => {
    if (kind !== leaveProcess.name) return;
    if (!isDeepStrictEqual(await keptForm(context, requestId), form)) throw refuse(onlyByLeaveForm);
  },
);
