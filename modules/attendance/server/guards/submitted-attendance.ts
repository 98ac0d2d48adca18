import { guard } from '#kernel/server/define-module.ts';
import { readApplicant, submitRequest } from '#modules/approvals/contract/operations.ts';
import type { AttendanceTables } from '../attendance-tables.ts';
import { checkAsked, isAttendance } from '../check-asked.ts';

/** Nobody asks for time that is taken already, for himself or for somebody else. */
export const submittedAttendance = guard<AttendanceTables>()(
  'attendance.submittedAttendance',
  submitRequest,
  async (context, { kind, form, applicantId }) => {
    if (isAttendance(kind)) await checkAsked(context, await context.read(readApplicant, { applicantId }), kind, form);
  },
);
