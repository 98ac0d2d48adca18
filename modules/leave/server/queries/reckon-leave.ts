import { handle } from '#kernel/server/define-module.ts';
import { readApplicant } from '#modules/approvals/contract/operations.ts';
import * as contract from '../../contract/operations.ts';
import { ownLeave } from '../kept-leave.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { countLeave, requireFree } from '../reckon.ts';

export const reckonLeave = handle<LeaveTables>()(
  contract.reckonLeave,
  async (context, { from, to, besideRequestId, applicantId }) => {
    const returned = besideRequestId === undefined ? undefined : await ownLeave(context, besideRequestId);
    const { personId, employerId } = returned ?? (await context.read(readApplicant, { applicantId }));
    const { days, unknownYears } = await countLeave(context, personId, { from, to });
    // When somebody else is on leave isn't to be found out by asking around: that is checked when it is submitted.
    if (personId === context.person().personId) await requireFree(context, personId, { from, to }, besideRequestId);
    return { days, unknownYears, employerId, form: { days, from, to } };
  },
);
