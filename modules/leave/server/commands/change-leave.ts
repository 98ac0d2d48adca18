import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { leaveChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { writeLeave } from '../write-leave.ts';

export const changeLeave = handle<LeaveTables>()(contract.changeLeave, async (context, { requestId, ...asked }) => {
  const { personId } = context.person();
  const { rows } = await sql`select from leave.request
    where request_id = ${requestId}::uuid and person_id = ${personId}::uuid`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  const form = await writeLeave(context, requestId, asked);
  context.emit(leaveChanged, { requestId, personId });
  return context.call(resubmitRequest, { requestId, form });
});
