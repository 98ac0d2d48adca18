import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { dayInThePast } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { applyPersonChange, preparePersonChange } from '../apply-person-change.ts';
import { checkMoveWithin } from '../check-move-within.ts';
import { refuseOwned } from '../hr-file/refuse-owned.ts';
import { loadManagedPerson } from '../load-managed-person.ts';
import { planChange } from '../plan-change.ts';
import { lockSupervision } from '../supervision-table.ts';

export const changePerson = handle<DirectoryViews>()(contract.changePerson, async (context, input) => {
  const { db } = context;
  const { personId, revision, change } = input;
  // Before the row, so that two people who are made each other's supervisor don't wait for each other.
  if (change.supervisorId) await lockSupervision(db);
  const { record, timeZone, today } = await loadManagedPerson(context, personId, revision);
  context.about('person', personId);

  await checkMoveWithin(context, record, change);
  await refuseOwned(context, record.employer_id, Object.keys(change));
  const on = input.on ?? today;
  if (on < today) throw refuse(dayInThePast, { today });
  if (on > today) {
    await preparePersonChange(db, record, change);
    const plannedChangeId = await planChange(context, {
      kind: 'changePerson',
      person_id: personId,
      department_id: null,
      on_day: on,
      change,
      timeZone,
    });
    return { state: 'planned' as const, plannedChangeId, revision };
  }
  await applyPersonChange(context, record, change, today);
  return { state: 'inForce' as const, revision: revision + 1 };
});
