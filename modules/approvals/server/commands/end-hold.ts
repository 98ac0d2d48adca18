import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { reachesArchiveOf } from '../destruction/destruction-table.ts';

export const endHold = handle<ApprovalsTables>()(contract.endHold, async (context, { holdId, reason }) => {
  const { personId } = context.person();
  const { rows } = await sql<{ instance_id: string; employer_id: string }>`
    select h.instance_id, i.employer_id from approvals.hold h join approvals.instance i on i.id = h.instance_id
    where h.id = ${holdId}::uuid and h.ended_at is null for update of h`.execute(context.db);
  const [hold] = rows;
  if (!hold || !reachesArchiveOf(context, keepArchive, hold.employer_id)) throw refuse(notFound);
  await sql`update approvals.hold set ended_by = ${personId}::uuid, ended_at = ${context.now.toString()}::timestamptz,
      end_reason = ${reason} where id = ${holdId}::uuid`.execute(context.db);
  context.about('request', hold.instance_id);
  context.emit(destructionChanged, {
    destructionId: null,
    employerId: hold.employer_id,
    what: 'released',
    by: personId,
  });
  return {};
});
