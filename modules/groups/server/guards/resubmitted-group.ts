import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { checkRequest } from '../check-request.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** The same for a returned request. Whose it is, approvals says. */
export const resubmittedGroup = guard<GroupsTables>()(
  'groups.resubmittedGroup',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ kind: string; applicant_id: string }>`
      select kind, applicant_id from approvals.published_request
      where id = ${requestId}::uuid and ${context.person().personId}::uuid in (applicant_id, submitter_id)`.execute(
      context.db,
    );
    if (rows[0]) await checkRequest(context, rows[0].kind, form, rows[0].applicant_id);
  },
);
