import { sql } from 'kysely';
import { taskDelivered } from '../contract/events.ts';
import type { Work } from './carry-out.ts';
import { loadRequest } from './load-request.ts';
import { scheduleLimits } from './schedule-limits.ts';
import { sealTimes } from './seal-times.ts';

/**
 * The notice of a task has reached this holder: the one place where limits of time begin. A limit counts for the
 * principal; what reaches a deputy starts none. A task that was dealt with meanwhile has nothing to begin.
 */
export async function deliverTask(
  context: Work,
  holderId: string,
  { requestId, slotId }: { readonly requestId: string; readonly slotId: string },
  deliveredAt: string,
): Promise<void> {
  const { rows } = await sql<{ principal_id: string; delivered_at: string }>`
    update approvals.task set delivered_at = greatest(${deliveredAt}::timestamptz, opened_at)
    where holder_id = ${holderId}::uuid and instance_id = ${requestId}::uuid and slot_id = ${slotId}
      and delivered_at is null
    returning principal_id, delivered_at`.execute(context.db);
  const task = rows[0];
  if (!task) return;
  await sealTimes(context, requestId, [{ slotId, holderId, deliveredAt: task.delivered_at }]);
  const request = await loadRequest(context, requestId);
  const timers = request.state.timers.filter((timer) => 'slotId' in timer).filter((timer) => timer.slotId === slotId);
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
