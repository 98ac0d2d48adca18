import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import {
  departmentUnknown,
  employerUnknown,
  mainDepartmentNeeded,
  personUnknown,
  postOutsideDepartments,
  postUnknown,
  supervisorCycle,
} from '../contract/failures.ts';
import { loadDepartments } from './department-table.ts';
import { loadEmployers } from './employer-table.ts';
import { loadPeople } from './person-table.ts';
import { lockSupervision, supervisorsAbove } from './supervision-table.ts';
import type { PersonState } from './write-people.ts';

/**
 * Refuses a person's state that names what isn't there, lacks its one main department, holds a post elsewhere, or closes a
 * circle of supervisors. What it names can't go away before the commit. `sameSupervisor`: that was found right before.
 */
export async function checkPersonState(
  db: QueryExecutorProvider,
  state: Required<PersonState>,
  sameSupervisor = false,
): Promise<void> {
  const { record, departments, posts, supervisorId } = state;
  const employers = await loadEmployers(db, [record.employer_id]);
  if (!employers.has(record.employer_id)) throw refuse(employerUnknown);

  const departmentIds = new Set(departments.map((membership) => membership.departmentId));
  const mains = departments.filter((membership) => membership.main).length;
  if (mains !== 1 || departmentIds.size !== departments.length) throw refuse(mainDepartmentNeeded);
  const there = await loadDepartments(db, [...departmentIds], 'share');
  if (there.size !== departmentIds.size) throw refuse(departmentUnknown);

  if (posts.length > 0) {
    const postIds = [...new Set(posts.map((post) => post.postId))];
    const { rows } = await sql<{ id: string }>`
      select id from directory.post where id = any(${sql.val(postIds)}::uuid[]) and not closed
        and (employer_id is null or employer_id = ${record.employer_id}::uuid) for share`.execute(db);
    if (rows.length !== postIds.length) throw refuse(postUnknown);
    if (!posts.every((post) => departmentIds.has(post.departmentId))) throw refuse(postOutsideDepartments);
  }

  if (supervisorId !== null && !sameSupervisor) {
    await lockSupervision(db);
    const supervisor = (await loadPeople(db, [supervisorId], 'share')).get(supervisorId);
    if (!supervisor || supervisor.left_on !== null) throw refuse(personUnknown);
    const above = (await supervisorsAbove(db, [supervisorId], 1000)).map((row) => row.supervisor_id);
    const circle = supervisorId === record.id ? [record.id] : [supervisorId, ...above];
    const closes = circle.indexOf(record.id);
    if (closes >= 0) {
      const along = circle.slice(0, closes + 1);
      const names = await loadPeople(db, along);
      throw refuse(supervisorCycle, {
        names: [record.name, ...along.map((id) => (id === record.id ? record.name : (names.get(id)?.name ?? id)))],
      });
    }
  }
}
