import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { deliverTasks } from '../deliver-tasks.ts';

/** Own open tasks only; anything else among them is nothing to confirm and says nothing. */
export const confirmDeliveryHandler = handle<ApprovalsTables>()(
  contract.confirmDelivery,
  async (context, { tasks }) => {
    const { personId } = context.person();
    const { rows } = await sql<{ instance_id: string; slot_id: string }>`
    select t.instance_id, t.slot_id from approvals.task t
    join json_to_recordset(${JSON.stringify(tasks)}::json) as x("requestId" uuid, "slotId" text)
      on t.instance_id = x."requestId" and t.slot_id = x."slotId"
    where t.holder_id = ${personId}::uuid and t.delivered_at is null
    order by t.instance_id, t.slot_id`.execute(context.db);
    await deliverTasks(
      context,
      personId,
      rows.map((row) => ({ requestId: row.instance_id, slotId: row.slot_id })),
    );
    return {};
  },
);
