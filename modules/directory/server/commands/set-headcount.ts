import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { departmentChanged } from '../../contract/events.ts';
import { postUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/headcount.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { reachableDepartments } from '../department-reach.ts';
import { loadDepartments } from '../department-table.ts';
import { loadEmployers } from '../employer-table.ts';
import { headcountTable } from '../headcount-table.ts';
import { syncLinks } from '../sync-links.ts';

export const setHeadcount = handle<DirectoryViews>()(contract.setHeadcount, async (context, input) => {
  const { db } = context;
  const { departmentId, total } = input;
  const within = await reachableDepartments(db, context, manageStructure, [departmentId]);
  const department = (await loadDepartments(db, [departmentId], 'update')).get(departmentId);
  if (!department || !within.has(departmentId)) throw refuse(notFound);
  const planned = new Map(input.posts.map((post) => [post.postId, post.planned]));
  const { rows } = await sql`
    select from directory.post where id = any(${sql.val([...planned.keys()])}::uuid[])
      and (employer_id is null or employer_id = ${department.employer_id}::uuid) for share`.execute(db);
  if (rows.length !== planned.size) throw refuse(postUnknown);
  const employer = (await loadEmployers(db, [department.employer_id])).get(department.employer_id);
  await syncLinks(db, headcountTable, {
    owners: [departmentId],
    wanted: [
      ...(total === null ? [] : [{ department_id: departmentId, post_id: null, planned: total }]),
      ...[...planned].map(([post_id, count]) => ({ department_id: departmentId, post_id, planned: count })),
    ],
    day: todayIn(employer?.time_zone ?? 'UTC', context.now),
  });
  context.about('department', departmentId);
  context.emit(departmentChanged, { departmentId, parentId: department.parent_id });
  return {};
});
