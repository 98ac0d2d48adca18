import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import type { AttendanceTables } from '../attendance-tables.ts';
import { checkAsked } from '../check-asked.ts';

/** A returned request is checked like a new one, beside itself. Whose it is, approvals says. */
export const resubmittedAttendance = guard<AttendanceTables>()(
  'attendance.resubmittedAttendance',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ kind: string }>`select kind from approvals.published_request
      where id = ${requestId}::uuid and applicant_id = ${context.person().personId}::uuid`.execute(context.db);
    if (rows[0]) await checkAsked(context, rows[0].kind, form, requestId);
  },
);
