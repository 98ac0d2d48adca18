import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import type { LeaveTables } from '../leave-tables.ts';

/** What was kept under this id; the days in it were reckoned here and not by a client. */
async function keptForm(context: QueryContext<LeaveTables>, requestId: string | undefined): Promise<unknown> {
  if (requestId === undefined) return undefined;
  const { rows } = await sql<{ form: unknown }>`select form from leave.request
    where request_id = ${requestId}::uuid`.execute(context.db);
  return rows[0]?.form;
}

/** Leave goes into approvals only with the form that this module made. */
export const submittedByLeaveForm = guard<LeaveTables>()(
  'leave.submittedByLeaveForm',
  submitRequest,
  async (context, { kind, form, requestId }) => {
    if (kind !== leaveProcess.name) return;
    if (!isDeepStrictEqual(await keptForm(context, requestId), form)) throw refuse(onlyByLeaveForm);
  },
);

export const resubmittedByLeaveForm = guard<LeaveTables>()(
  'leave.resubmittedByLeaveForm',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const kept = await keptForm(context, requestId);
    if (kept !== undefined && !isDeepStrictEqual(kept, form)) throw refuse(onlyByLeaveForm);
  },
);
