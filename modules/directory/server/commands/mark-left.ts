import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { leavingPlanned } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { applyLeave } from '../apply-leave.ts';
import { checkSuccessor } from '../leaving/check-successor.ts';
import { findLeaving } from '../leaving/find-leaving.ts';
import { handOverEverything } from '../leaving/hand-over-everything.ts';
import { loadManagedPerson } from '../load-managed-person.ts';
import { planChange } from '../plan-change.ts';
import { withdrawPlanned } from '../withdraw-planned.ts';

export const markLeft = handle<DirectoryViews>()(contract.markLeft, async (context, input) => {
  const { personId, revision, lastDay, successorId } = input;
  const { record, timeZone, today } = await loadManagedPerson(context, personId, revision);
  context.about('person', personId);
  const dayAfter = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString();
  const onDay = lastDay >= today ? dayAfter : today;
  if (successorId !== null) await checkSuccessor(context.db, { personId, onDay }, successorId);
  const waiting = await findLeaving(context.db, personId, 'update');
  if (lastDay >= today) {
    if (waiting) throw refuse(leavingPlanned, { lastDay: waiting.lastDay });
    const plannedChangeId = await planChange(context, {
      kind: 'markLeft',
      person_id: personId,
      department_id: null,
      on_day: onDay,
      change: { lastDay, successorId },
      timeZone,
    });
    return { state: 'planned' as const, plannedChangeId, revision };
  }
  // History isn't rewritten: whoever left earlier than HR says so is gone from today on; the last day itself is kept in the event.
  if (waiting) await withdrawPlanned(context, waiting.plannedChangeId);
  const named = waiting?.named ?? new Map<string, string>();
  await handOverEverything(context, { personId, onDay, successorId, named });
  await applyLeave(context, record, { leftOn: today, lastDay, successorId });
  return { state: 'inForce' as const, revision: revision + 1 };
});
