import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { checkAccount } from '../check-account.ts';
import type { StaffingTables } from '../staffing-tables.ts';

/** The same for a returned request, beside itself. Whose it is, approvals says. */
export const resubmittedStaffing = guard<StaffingTables>()(
  'staffing.resubmittedStaffing',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ kind: string }>`select kind from approvals.published_request
      where id = ${requestId}::uuid and ${context.person().personId}::uuid in (applicant_id, submitter_id)`.execute(
      context.db,
    );
    if (rows[0]) await checkAccount(context, rows[0].kind, form, requestId);
  },
);
