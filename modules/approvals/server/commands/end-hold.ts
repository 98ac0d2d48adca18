import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { destructionFailures } from '../../contract/destruction-failures.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keptForText, reachesArchiveOf } from '../destruction/destruction-table.ts';

/** By hand what was placed by hand or for an objection; by the module whose case it was, what was placed for the case. */
export const endHold = handle<ApprovalsTables>()(contract.endHold, async (context, input) => {
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  const isOfCase = 'keptFor' in input;
  if (isOfCase && context.actor.kind !== 'system') throw refuse(approvalFailures.systemOnly);
  const { rows } = await sql<{ id: string; instance_id: string; employer_id: string; kept_for: string | null }>`
    select h.id, h.instance_id, i.employer_id, h.kept_for from approvals.hold h join approvals.instance i on i.id = h.instance_id
    where ${isOfCase ? sql`h.kept_for = ${keptForText(input.keptFor)}` : sql`h.id = ${input.holdId}::uuid`}
      and h.ended_at is null order by h.id for update of h`.execute(context.db);
  if (!isOfCase) {
    const [hold] = rows;
    if (!hold || !reachesArchiveOf(context, keepArchive, hold.employer_id)) throw refuse(notFound);
    if (hold.kept_for !== null) throw refuse(destructionFailures.heldForCase);
  }
  for (const { id, instance_id: requestId, employer_id: employerId } of rows) {
    await sql`update approvals.hold set ended_by = ${by}::uuid, ended_at = ${context.now.toString()}::timestamptz,
        end_reason = ${input.reason} where id = ${id}::uuid`.execute(context.db);
    context.about('request', requestId);
    context.emit(destructionChanged, { destructionId: null, employerId, what: 'released', by });
  }
  return {};
});
