import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { attendanceKinds } from '../../contract/kinds.ts';
import type { AttendanceTables } from '../attendance-tables.ts';
import { recordApproved } from '../record-approved.ts';
import { undoApproved } from '../undo-approved.ts';

/** What was approved is recorded, by the system because of this approval, once; what was revoked is undone. */
export const onRequestEnded = subscriber<AttendanceTables>()(
  'attendance.onRequestEnded',
  requestEnded,
  async (context, { number, facts }) => {
    if (!attendanceKinds.some(({ name }) => name === facts.kind)) return;
    if (facts.outcome === 'approved') await recordApproved(context, facts.requestId, number);
    if (facts.outcome === 'revoked') await undoApproved(context, facts);
  },
);
