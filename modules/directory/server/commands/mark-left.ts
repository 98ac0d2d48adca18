import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { personUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { applyLeave } from '../apply-leave.ts';
import { loadManagedPerson } from '../load-managed-person.ts';
import { loadPeople } from '../person-table.ts';
import { planChange } from '../plan-change.ts';

export const markLeft = handle<DirectoryViews>()(contract.markLeft, async (context, input) => {
  const { personId, revision, lastDay, successorId } = input;
  const { record, timeZone, today } = await loadManagedPerson(context, personId, revision);
  context.about('person', personId);
  if (successorId !== null) {
    const successor = (await loadPeople(context.db, [successorId], 'share')).get(successorId);
    if (!successor || successor.left_on !== null || successorId === personId) throw refuse(personUnknown);
  }
  if (lastDay >= today) {
    const plannedChangeId = await planChange(context, {
      kind: 'markLeft',
      person_id: personId,
      department_id: null,
      on_day: Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString(),
      change: { lastDay, successorId },
      timeZone,
    });
    return { state: 'planned' as const, plannedChangeId, revision };
  }
  // History isn't rewritten: whoever left earlier than HR says so is gone from today on; the last day itself is kept in the event.
  await applyLeave(context, record, { leftOn: today, lastDay, successorId });
  return { state: 'inForce' as const, revision: revision + 1 };
});
