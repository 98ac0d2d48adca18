import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { calendarChanged } from '#modules/worktime/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { scheduleLimits } from '../schedule-limits.ts';

/** Somebody changed when people work: limits that haven't passed are reckoned again from the same notice. */
export const onCalendarChanged = subscriber<ApprovalsTables>()(
  'approvals.onCalendarChanged',
  calendarChanged,
  async (context, { facts: { employerId } }) => {
    const { rows } = await sql<{ instance_id: string; slot_id: string; delivered_at: string }>`
      select t.instance_id, t.slot_id, t.delivered_at from approvals.task t
      join directory.published_person p on p.id = t.principal_id
      where t.holder_id = t.principal_id and t.delivered_at is not null and not t.overdue
        and (${employerId}::uuid is null or p.employer_id = ${employerId}::uuid)
      order by t.instance_id, t.slot_id`.execute(context.db);
    for (const { instance_id, slot_id, delivered_at } of rows) {
      const request = await loadRequest(context, instance_id);
      const timers = request.state.timers
        .filter((timer) => 'slotId' in timer)
        .filter((timer) => timer.slotId === slot_id);
      await scheduleLimits(
        context,
        request,
        timers.map((timer) => ({ ...timer, from: delivered_at, deliveredAt: delivered_at })),
      );
    }
  },
);
