import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { waitingDestruction } from '../destruction/destruction-table.ts';

export const withdrawDestruction = handle<ApprovalsTables>()(contract.withdrawDestruction, async (context, input) => {
  const { personId } = context.person();
  const { id, employer_id: employerId } = await waitingDestruction(context, keepArchive, input);
  await sql`update approvals.destruction_item set state = 'dropped'
    where destruction_id = ${id}::uuid and state = 'proposed'`.execute(context.db);
  await sql`update approvals.destruction set revision = revision + 1, withdrawn_by = ${personId}::uuid,
      withdrawn_at = ${context.now.toString()}::timestamptz where id = ${id}::uuid`.execute(context.db);
  context.emit(destructionChanged, { destructionId: id, employerId, what: 'withdrawn', by: personId });
  return {};
});
