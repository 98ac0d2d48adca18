import { sql } from 'kysely';
import { taskDelivered } from '../contract/events.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import type { Work } from './carry-out.ts';
import { loadRequest } from './load-request.ts';
import { scheduleLimits } from './schedule-limits.ts';

/**
 * The notice of these tasks has reached this holder: the one place where that is decided and where limits of time begin.
 * A limit counts for the principal; what reaches a deputy starts none.
 */
export async function deliverTasks(
  context: Work,
  holderId: string,
  tasks: readonly { readonly requestId: string; readonly slotId: string }[],
): Promise<void> {
  const deliveredAt = context.now.toString();
  for (const { requestId, slotId } of tasks) {
    const { rows } = await sql<Pick<ApprovalsTables['approvals.task'], 'principal_id'>>`
      update approvals.task set delivered_at = ${deliveredAt}::timestamptz
      where holder_id = ${holderId}::uuid and instance_id = ${requestId}::uuid and slot_id = ${slotId}
        and delivered_at is null
      returning principal_id`.execute(context.db);
    const task = rows[0];
    if (!task) continue;
    const request = await loadRequest(context, requestId);
    const timers = request.state.timers.filter((timer) => timer.slotId === slotId);
    const due =
      task.principal_id === holderId
        ? await scheduleLimits(
            context,
            request,
            timers.map((timer) => ({ ...timer, from: deliveredAt, deliveredAt })),
          )
        : new Map<string, string | null>();
    context.emit(taskDelivered, {
      requestId,
      kind: request.kind.name,
      slotId,
      personId: task.principal_id,
      holders: [holderId],
      deliveredAt,
      dueAt: due.get(slotId) ?? null,
    });
  }
}
