import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { lookForm, lookProcess } from '../../contract/look-kind.ts';
import { onlyByAskingToLook } from '../../contract/looks.ts';
import { submitRequest } from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';

/** Who agrees reads the number: it is that of the request which is opened, and one asks for oneself. */
export const lookSubmitted = guard<ApprovalsTables>()(
  'approvals.lookSubmitted',
  submitRequest,
  async (context, { kind, form, applicantId }) => {
    if (kind !== lookProcess.name) return;
    const read = lookForm.safeParse(form);
    if (!read.success || applicantId !== undefined) throw refuse(onlyByAskingToLook);
    const request = await loadRequest(context, read.data.requestId);
    if (request.number !== read.data.number || request.seesContent) throw refuse(onlyByAskingToLook);
  },
);
