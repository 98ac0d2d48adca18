import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keptForText, keptRequest } from '../destruction/destruction-table.ts';

/** Also of what still runs, or is in a list already: it is stopped when its turn comes. */
export const holdRequest = handle<ApprovalsTables>()(
  contract.holdRequest,
  async (context, { number, reason, keptFor }) => {
    if (keptFor && context.actor.kind !== 'system') throw refuse(approvalFailures.systemOnly);
    const by = context.actor.kind === 'person' ? context.actor.personId : null;
    // What is being destroyed at this moment has the row: whoever comes later is told that it is gone.
    await sql`select 1 from approvals.instance where number = ${number} for update`.execute(context.db);
    const { id, employerId } = await keptRequest(context, { number });
    const holdId = context.newId();
    await sql`insert into approvals.hold (id, instance_id, reason, placed_by, placed_at, kept_for)
    values (${holdId}::uuid, ${id}::uuid, ${reason}, ${by}::uuid, ${context.now.toString()}::timestamptz, ${keptFor ? keptForText(keptFor) : null})`.execute(
      context.db,
    );
    context.emit(destructionChanged, { destructionId: null, employerId, what: 'held', by });
    return { holdId };
  },
);
