import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { departmentCreated } from '../../contract/events.ts';
import { departmentUnknown, employerUnknown } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { applyHeads, checkHeads, takenDepartment } from '../apply-department-change.ts';
import { employerWithin, reachableDepartments } from '../department-reach.ts';
import { insertDepartments, loadDepartments, nextDepartmentNumber } from '../department-table.ts';
import { lockTree } from '../department-tree-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { refuseTaken } from '../refuse-taken.ts';

export const createDepartment = handle<DirectoryViews>()(contract.createDepartment, async (context, input) => {
  const { db } = context;
  await lockTree(db);
  const parent = (await loadDepartments(db, [input.parentId], 'share')).get(input.parentId);
  const within = await reachableDepartments(db, context, manageStructure, [input.parentId]);
  if (!parent || !within.has(input.parentId)) throw refuse(departmentUnknown);
  const employerId = input.employerId ?? parent.employer_id;
  const employer = (await loadEmployers(db, [employerId])).get(employerId);
  if (!employer || !employerWithin(context, manageStructure, employerId)) throw refuse(employerUnknown);
  await checkHeads(db, [...input.headIds, ...input.deputyIds]);
  const departmentId = context.newId();
  const number = input.number ?? (await nextDepartmentNumber(db));
  const day = todayIn(employer.time_zone, context.now);
  const { name, parentId, sort } = input;
  await refuseTaken(takenDepartment({ name, number }), () =>
    insertDepartments(
      db,
      [{ id: departmentId, employer_id: employerId, parent_id: parentId, number, name, sort }],
      day,
    ),
  );
  context.about('department', departmentId);
  context.emit(departmentCreated, { departmentId, parentId, employerId });
  await applyHeads(context, departmentId, input, day);
  return { departmentId, number };
});
