import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';
import { changePlanned } from '../contract/events.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { startOfDay } from '../domain/start-of-day.ts';
import { insertPlannedChange, type PlannedChange } from './planned-change-table.ts';

/** The day of a planned change has come. */
export const plannedChangeDue = timer({
  name: 'directory.plannedChangeDue',
  input: z.object({ plannedChangeId: id() }),
});

/** Keeps a change until its day begins in the employer's time zone; gives its id. */
export async function planChange(
  context: CommandContext<DirectoryViews>,
  planned: Omit<PlannedChange, 'id' | 'state'> & { timeZone: string },
): Promise<string> {
  const { timeZone, ...change } = planned;
  const plannedChangeId = context.newId();
  await insertPlannedChange(context.db, {
    ...change,
    id: plannedChangeId,
    made_at: context.now.toString(),
    made_by: context.actor.kind === 'person' ? context.actor.personId : null,
  });
  await context.schedule(plannedChangeDue, {
    key: plannedChangeId,
    at: startOfDay(change.on_day, timeZone),
    input: { plannedChangeId },
  });
  context.emit(changePlanned, {
    plannedChangeId,
    subjectId: change.person_id ?? change.department_id ?? plannedChangeId,
  });
  return plannedChangeId;
}
