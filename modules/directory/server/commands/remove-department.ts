import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/departments.ts';
import { departmentRemoved } from '../../contract/events.ts';
import { departmentNotEmpty } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { reachableDepartments } from '../department-reach.ts';
import { departmentRecordTable } from '../department-record-table.ts';
import { loadDepartments } from '../department-table.ts';
import { lockTree, setAncestors } from '../department-tree-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { setHeads } from '../headship-table.ts';
import { syncLinks } from '../sync-links.ts';

export const removeDepartment = handle<DirectoryViews>()(contract.removeDepartment, async (context, input) => {
  const { db } = context;
  const { departmentId, revision } = input;
  await lockTree(db);
  const department = (await loadDepartments(db, [departmentId], 'update')).get(departmentId);
  const within = await reachableDepartments(db, context, manageStructure, [departmentId]);
  if (!department || !within.has(departmentId)) throw refuse(notFound);
  if (department.revision !== revision) throw refuse(changedMeanwhile);
  const { rows } = await sql<{ people: number; departments: number }>`
    select
      (select count(*) from directory.membership where department_id = ${departmentId}::uuid and valid_to is null) as people,
      (select count(*) from directory.department where parent_id = ${departmentId}::uuid and removed_on is null)
        + (select count(*) from directory.employer where department_id = ${departmentId}::uuid) as departments`.execute(
    db,
  );
  const inside = rows[0];
  if (!inside || inside.people > 0 || inside.departments > 0) {
    throw refuse(departmentNotEmpty, {
      name: department.name,
      people: inside?.people ?? 0,
      departments: inside?.departments ?? 0,
    });
  }
  const employer = (await loadEmployers(db, [department.employer_id])).get(department.employer_id);
  const day = todayIn(employer?.time_zone ?? 'UTC', context.now);
  for (const kind of ['head', 'deputy'] as const) await setHeads(db, new Map([[departmentId, []]]), day, kind);
  await sql`
    update directory.department set removed_on = ${day}, revision = revision + 1 where id = ${departmentId}::uuid`.execute(
    db,
  );
  await setAncestors(db, [departmentId], day);
  await syncLinks(db, departmentRecordTable, { owners: [departmentId], wanted: [], day });
  context.about('department', departmentId);
  context.emit(departmentRemoved, { departmentId, parentId: department.parent_id });
  return {};
});
