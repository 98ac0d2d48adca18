import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { dayInThePast, departmentUnknown } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { applyDepartmentChange, checkDepartmentChange } from '../apply-department-change.ts';
import { reachableDepartments } from '../department-reach.ts';
import { loadDepartments } from '../department-table.ts';
import { lockTree } from '../department-tree-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { planChange } from '../plan-change.ts';

export const changeDepartment = handle<DirectoryViews>()(contract.changeDepartment, async (context, input) => {
  const { db } = context;
  const { departmentId, revision, change } = input;
  await lockTree(db);
  const named = [departmentId, ...(change.parentId ? [change.parentId] : [])];
  const within = await reachableDepartments(db, context, manageStructure, named);
  const department = (await loadDepartments(db, [departmentId], 'update')).get(departmentId);
  if (!department || !within.has(departmentId)) throw refuse(notFound);
  if (change.parentId && !within.has(change.parentId)) throw refuse(departmentUnknown);
  if (department.revision !== revision) throw refuse(changedMeanwhile);
  context.about('department', departmentId);

  const employer = (await loadEmployers(db, [department.employer_id])).get(department.employer_id);
  const timeZone = employer?.time_zone ?? 'UTC';
  const today = todayIn(timeZone, context.now);
  const on = input.on ?? today;
  if (on < today) throw refuse(dayInThePast, { today });
  if (on > today) {
    await checkDepartmentChange(db, department, change);
    const plannedChangeId = await planChange(context, {
      kind: 'changeDepartment',
      person_id: null,
      department_id: departmentId,
      on_day: on,
      change,
      timeZone,
    });
    return { state: 'planned' as const, plannedChangeId, revision };
  }
  await applyDepartmentChange(context, department, change, today);
  return { state: 'inForce' as const, revision: revision + 1 };
});
