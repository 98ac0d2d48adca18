import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { ownLeave } from '../kept-leave.ts';
import type { LeaveTables } from '../leave-tables.ts';

/**
 * A returned leave is submitted again only with the form that this module made; other kinds aren't its matter. Whose it isn't:
 * approvals refuses.
 */
export const resubmittedByLeaveForm = guard<LeaveTables>()(
  'leave.resubmittedByLeaveForm',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const own = await ownLeave(context, requestId);
    if (own && !isDeepStrictEqual(own.form, form)) throw refuse(onlyByLeaveForm);
  },
);
