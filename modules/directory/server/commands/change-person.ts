import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { dayInThePast, departmentUnknown, employerUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { applyPersonChange, preparePersonChange } from '../apply-person-change.ts';
import { employerWithin, reachableDepartments } from '../department-reach.ts';
import { loadManagedPerson } from '../load-managed-person.ts';
import { loadLinks } from '../person-links.ts';
import { planChange } from '../plan-change.ts';
import { lockSupervision } from '../supervision-table.ts';

export const changePerson = handle<DirectoryViews>()(contract.changePerson, async (context, input) => {
  const { db } = context;
  const { personId, revision, change } = input;
  // Before the row, so that two people who are made each other's supervisor don't wait for each other.
  if (change.supervisorId) await lockSupervision(db);
  const { record, timeZone, today } = await loadManagedPerson(context, personId, revision);
  context.about('person', personId);

  // Whoever manages a part of the company moves people within it, not out of it into somebody else's.
  const before = (await loadLinks(db, [personId])).get(personId)?.departments.map((one) => one.departmentId) ?? [];
  const added = (change.departments ?? []).map((one) => one.departmentId).filter((id) => !before.includes(id));
  const within = await reachableDepartments(db, context, managePeople, added);
  if (within.size !== new Set(added).size) throw refuse(departmentUnknown);
  const { employerId } = change;
  if (employerId && employerId !== record.employer_id && !employerWithin(context, managePeople, employerId)) {
    throw refuse(employerUnknown);
  }

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
