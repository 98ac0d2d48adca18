import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import type { AttendanceTables } from '../attendance-tables.ts';
import { checkAsked, isAttendance } from '../check-asked.ts';

/** A returned request is checked like a new one, beside itself. Whose it is, approvals says. */
export const resubmittedAttendance = guard<AttendanceTables>()(
  'attendance.resubmittedAttendance',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ kind: string; applicant_id: string; employer_id: string }>`
      select kind, applicant_id, employer_id from approvals.published_request
      where id = ${requestId}::uuid and ${context.person().personId}::uuid in (applicant_id, submitter_id)`.execute(
      context.db,
    );
    const [row] = rows;
    if (!row || !isAttendance(row.kind)) return;
    await checkAsked(context, { personId: row.applicant_id, employerId: row.employer_id }, row.kind, form, requestId);
  },
);
