import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { DepartmentChange } from '../contract/departments.ts';
import { departmentChanged, departmentMoved, deputyHeadChanged, headChanged } from '../contract/events.ts';
import {
  departmentCycle,
  departmentNameTaken,
  departmentNumberTaken,
  departmentUnknown,
  personUnknown,
} from '../contract/failures.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { type DepartmentRecord, loadDepartments, recordDepartments, updateDepartment } from './department-table.ts';
import { lockTree, setAncestors, subtreeOf } from './department-tree-table.ts';
import { headsOf, setHeads } from './headship-table.ts';
import { refuseTaken } from './refuse-taken.ts';

type Work = Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>;

/** Refuses a change of a department that names what isn't there or would put it below itself. Takes the tree's lock. */
export async function checkDepartmentChange(
  db: Work['db'],
  department: DepartmentRecord,
  change: DepartmentChange,
): Promise<void> {
  await lockTree(db);
  if (change.parentId !== undefined && change.parentId !== department.parent_id) {
    const parents = await loadDepartments(db, [change.parentId], 'share');
    if (!parents.has(change.parentId)) throw refuse(departmentUnknown);
    const below = await subtreeOf(db, [department.id]);
    if (below.includes(change.parentId)) throw refuse(departmentCycle, { name: department.name });
  }
  await checkHeads(db, [...(change.headIds ?? []), ...(change.deputyIds ?? [])]);
}

/** Refuses heads and deputies who aren't there. */
export async function checkHeads(db: Work['db'], headIds: readonly string[]): Promise<void> {
  const ids = [...new Set(headIds)];
  const { rows } = await sql<{ id: string }>`
    select id from directory.person where id = any(${sql.val(ids)}::uuid[]) and left_on is null order by id for share`.execute(
    db,
  );
  if (rows.length !== ids.length) throw refuse(personUnknown);
}

/** What the constraints of a department mean. */
export function takenDepartment(department: { name: string; number: number }) {
  return {
    department_name: () => refuse(departmentNameTaken, { name: department.name }),
    department_number: () => refuse(departmentNumberTaken, { number: department.number }),
  };
}

/** Carries out a change of a department from this day on, moves its subtree where it says so, and tells of it. */
export async function applyDepartmentChange(
  { db, emit }: Work,
  department: DepartmentRecord,
  change: DepartmentChange,
  day: string,
): Promise<void> {
  await checkDepartmentChange(db, department, change);
  const next: DepartmentRecord = {
    ...department,
    name: change.name ?? department.name,
    number: change.number ?? department.number,
    sort: change.sort ?? department.sort,
    parent_id: change.parentId ?? department.parent_id,
  };
  const written = await refuseTaken(takenDepartment(next), () => updateDepartment(db, next));
  if (!written) throw refuse(changedMeanwhile);
  await recordDepartments(db, [next], day);
  const { id } = department;
  if (next.parent_id !== department.parent_id) {
    await setAncestors(db, await subtreeOf(db, [id]), day);
    emit(departmentMoved, {
      departmentId: id,
      fromParentId: department.parent_id,
      toParentId: next.parent_id,
      employerId: department.employer_id,
    });
  }
  if (next.name !== department.name || next.number !== department.number || next.sort !== department.sort) {
    emit(departmentChanged, { departmentId: id, parentId: next.parent_id });
  }
  await applyHeads({ db, emit }, id, change, day);
}

/** Sets heads and deputies as far as the change says them. Who heads the department isn't its deputy any more. */
export async function applyHeads(
  { db, emit }: Work,
  departmentId: string,
  change: Pick<DepartmentChange, 'headIds' | 'deputyIds'>,
  day: string,
): Promise<void> {
  if (!change.headIds && !change.deputyIds) return;
  const headsBefore = (await headsOf(db, [departmentId])).get(departmentId) ?? [];
  const heads = change.headIds ? [...new Set(change.headIds)] : headsBefore;
  if (heads.join() !== headsBefore.join()) {
    await setHeads(db, new Map([[departmentId, heads]]), day);
    emit(headChanged, { departmentId, personIds: heads, beforeIds: headsBefore });
  }
  const before = (await headsOf(db, [departmentId], 'deputy')).get(departmentId) ?? [];
  const personIds = [...new Set(change.deputyIds ?? before)].filter((id) => !heads.includes(id));
  if (personIds.join() !== before.join()) {
    await setHeads(db, new Map([[departmentId, personIds]]), day, 'deputy');
    emit(deputyHeadChanged, { departmentId, personIds, beforeIds: before });
  }
}
