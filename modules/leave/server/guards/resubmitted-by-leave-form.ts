import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { keptForm } from '../kept-form.ts';
import type { LeaveTables } from '../leave-tables.ts';

/** A returned leave is submitted again only with the form that this module made; other kinds aren't its matter. */
export const resubmittedByLeaveForm = guard<LeaveTables>()(
  'leave.resubmittedByLeaveForm',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const kept = await keptForm(context, requestId);
    if (kept !== undefined && !isDeepStrictEqual(kept, form)) throw refuse(onlyByLeaveForm);
  },
);
