import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { reckonDeadlines } from '#modules/worktime/contract/reckonings.ts';
import type { InstanceState, SlotTimer } from '../contract/instance.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { sealTimes } from './seal-times.ts';
import { limitTimer } from './timers/limit-timer.ts';

type Schedules = Pick<
  CommandContext<ApprovalsTables>,
  'db' | 'read' | 'schedule' | 'now' | 'newId' | 'prepareEvidence' | 'record'
>;

/** Repeated reminders keep their distance: the second comes after twice the time. */
function amountOf({ after, count }: SlotTimer) {
  return 'workdays' in after ? { workdays: after.workdays * count } : { workingMinutes: after.workingMinutes * count };
}

/**
 * Sets the reminders and limits of these timers going, counted from an instant in the working time of who holds the task.
 * Where no working time is known (no roster), nothing runs: no reminder, no limit, no case (W4, Z28).
 * Gives when each task is due, by slot.
 */
export async function scheduleLimits(
  context: Schedules,
  request: { readonly id: string; readonly state: InstanceState },
  timers: readonly (SlotTimer & { readonly from: string; readonly deliveredAt: string })[],
): Promise<Map<string, string | null>> {
  const due = new Map<string, string | null>();
  if (timers.length === 0) return due;
  const slots = new Map(request.state.visits.flatMap((visit) => visit.slots.map((slot) => [slot.id, slot])));
  const held = timers.flatMap((timer) => {
    const person = slots.get(timer.slotId)?.person;
    return person === undefined ? [] : [{ timer, person }];
  });
  const { answers } = await context.read(reckonDeadlines, {
    questions: held.map(({ timer, person }) => ({
      key: timer.id,
      personId: person,
      from: timer.from,
      amount: amountOf(timer),
    })),
  });
  for (const { timer } of held) {
    const answer = answers.find((one) => one.key === timer.id);
    if (timer.purpose === 'overdue') due.set(timer.slotId, answer?.at ?? null);
    if (!answer?.at) continue;
    await context.schedule(limitTimer, {
      key: `${request.id} ${timer.id}`,
      at: answer.at,
      input: {
        requestId: request.id,
        timerId: timer.id,
        deliveredAt: timer.deliveredAt,
        dueAt: answer.at,
        after: timer.after,
        unknownYears: answer.unknownYears,
      },
    });
  }
  const limits = [...due].map(([slot_id, due_at]) => ({ slot_id, due_at }));
  const { rows } = await sql<{ slot_id: string; holder_id: string }>`update approvals.task t set due_at = d.due_at
    from json_to_recordset(${JSON.stringify(limits)}::json) as d(slot_id text, due_at timestamptz)
    where t.instance_id = ${request.id}::uuid and t.slot_id = d.slot_id
    returning t.slot_id, t.holder_id`.execute(context.db);
  await sealTimes(
    context,
    request.id,
    rows.map(({ slot_id, holder_id }) => ({ slotId: slot_id, holderId: holder_id, dueAt: due.get(slot_id) ?? null })),
  );
  return due;
}
