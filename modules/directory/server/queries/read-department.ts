import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { managePeople, manageStructure, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { departmentsWithin, reachableDepartments } from '../department-reach.ts';
import { readDepartmentRows } from '../department-rows.ts';
import { pathsOf } from '../department-tree-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const readDepartment = handle<DirectoryViews>()(contract.readDepartment, async (context, { departmentId }) => {
  const { db } = context;
  const [department] = await readDepartmentRows(db, {
    where: sql`d.id = ${departmentId}::uuid and ${departmentsWithin(context, readDirectory)}`,
    limit: 1,
    hidden: await hiddenFrom(context),
  });
  const employer = department && (await loadEmployers(db, [department.employerId])).get(department.employerId);
  if (!department || !employer) throw refuse(notFound);
  const path = (await pathsOf(db, [departmentId])).get(departmentId) ?? [];
  const structure = (await reachableDepartments(db, context, manageStructure, [departmentId])).has(departmentId);
  const people = (await reachableDepartments(db, context, managePeople, [departmentId])).has(departmentId);
  return {
    ...department,
    employer: { id: employer.id, name: employer.name },
    path: path.slice(0, -1),
    may: [...(structure ? (['change', 'remove'] as const) : []), ...(people ? (['addPerson'] as const) : [])],
  };
});
