import { guard } from '#kernel/server/define-module.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import type { AttendanceTables } from '../attendance-tables.ts';
import { checkAsked } from '../check-asked.ts';

/** Nobody asks for time that is taken already. */
export const submittedAttendance = guard<AttendanceTables>()(
  'attendance.submittedAttendance',
  submitRequest,
  (context, { kind, form }) => checkAsked(context, kind, form),
);
