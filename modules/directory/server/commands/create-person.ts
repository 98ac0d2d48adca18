import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { personJoined, postHolderChanged } from '../../contract/events.ts';
import { accountTaken, departmentUnknown, employerUnknown, staffNumberTaken } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { uniquePosts } from '../apply-person-change.ts';
import { checkPersonState } from '../check-person-state.ts';
import { employerWithin, reachableDepartments } from '../department-reach.ts';
import { loadEmployers } from '../employer-table.ts';
import { newPersonRecord } from '../new-person-record.ts';
import { refuseTaken } from '../refuse-taken.ts';
import { writePeople } from '../write-people.ts';

export const createPerson = handle<DirectoryViews>()(contract.createPerson, async (context, input) => {
  const { db } = context;
  const { employerId, departments } = input;
  const departmentIds = departments.map((one) => one.departmentId);
  const within = await reachableDepartments(db, context, managePeople, departmentIds);
  if (within.size !== new Set(departmentIds).size) throw refuse(departmentUnknown);
  const employer = (await loadEmployers(db, [employerId])).get(employerId);
  const theirs = [...within.values()].some((department) => department.employerId === employerId);
  if (!employer || !(theirs || employerWithin(context, managePeople, employerId))) throw refuse(employerUnknown);

  const personId = context.newId();
  const state = {
    record: newPersonRecord(personId, input),
    departments,
    posts: uniquePosts(input.posts ?? []),
    supervisorId: input.supervisorId ?? null,
  };
  await checkPersonState(db, state);
  await refuseTaken(
    {
      person_account: () => refuse(accountTaken, { account: input.account }),
      person_staff_number: () => refuse(staffNumberTaken, { staffNumber: input.staffNumber ?? '' }),
    },
    () => writePeople(db, { created: [state], changed: [], day: todayIn(employer.time_zone, context.now) }),
  );
  context.about('person', personId);
  context.emit(personJoined, { personId, employerId, departmentIds });
  if (state.posts.length > 0) context.emit(postHolderChanged, { personId, holdings: state.posts, before: [] });
  return { personId, revision: 1 };
});
