import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { destructionFailures as failures } from '../../contract/destruction-failures.ts';
import { approveDestructions } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { waitingDestruction } from '../destruction/destruction-table.ts';
import { destructionTimer } from '../destruction/destruction-timer.ts';

/** The second pair of eyes: never who proposed it, nor who asked for one of the requests; the database holds to that as well. */
export const approveDestruction = handle<ApprovalsTables>()(contract.approveDestruction, async (context, input) => {
  const { personId } = context.person();
  const list = await waitingDestruction(context, approveDestructions, input);
  const { id, employer_id: employerId } = list;
  if (list.proposed_by === personId) throw refuse(failures.sameDestroyer);
  const { rows } = await sql<{ number: string; own: boolean }>`
    select t.number, ${personId}::uuid in (i.applicant_id, i.submitter_id) as own from approvals.destruction_item t
    join approvals.instance i on i.id = t.instance_id
    where t.destruction_id = ${id}::uuid and t.state = 'proposed' order by own desc, t.number limit 1`.execute(
    context.db,
  );
  const [first] = rows;
  if (!first) throw refuse(failures.nothingLeft);
  if (first.own) throw refuse(failures.ownDestruction, { number: first.number });
  await sql`update approvals.destruction set revision = revision + 1, approved_by = ${personId}::uuid,
      approved_at = ${context.now.toString()}::timestamptz where id = ${id}::uuid`.execute(context.db);
  await context.schedule(destructionTimer, { key: id, at: context.now, input: { destructionId: id } });
  context.emit(destructionChanged, { destructionId: id, employerId, what: 'approved', by: personId });
  return {};
});
