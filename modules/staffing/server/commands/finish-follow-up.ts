import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { followUpChanged } from '../../contract/events.ts';
import { followUpNotOpen } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { carryOut } from '../../contract/permissions.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const finishFollowUp = handle<StaffingTables>()(contract.finishFollowUp, async (context, { requestId }) => {
  const { personId } = context.person();
  const { rows } = await sql<{
    state: string;
    employer_id: string;
  }>`select f.state, f.employer_id from staffing.follow_up f
    where f.request_id = ${requestId}::uuid and ${context.within(carryOut, 'f.applicant_id')} for update`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) throw refuse(notFound);
  if (found.state !== 'open') throw refuse(followUpNotOpen);
  await sql`update staffing.follow_up set state = 'done', done_at = ${context.now.toString()}, done_by = ${personId}
    where request_id = ${requestId}::uuid`.execute(context.db);
  context.about('request', requestId);
  context.emit(followUpChanged, { requestId, employerId: found.employer_id, state: 'done' });
  return {};
});
