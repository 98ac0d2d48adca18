import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/headcount.ts';
import { manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { reachableDepartments } from '../department-reach.ts';

export const readHeadcount = handle<DirectoryViews>()(contract.readHeadcount, async (context, { departmentId }) => {
  const { db } = context;
  if (!(await reachableDepartments(db, context, manageStructure, [departmentId])).has(departmentId))
    throw refuse(notFound);
  const below = sql`(select descendant_id from directory.department_tree
    where ancestor_id = ${departmentId}::uuid and valid_to is null)`;
  const { rows: people } = await sql<{ people: number }>`
    select count(*)::int as people from directory.membership
    where is_main and valid_to is null and department_id in ${below}`.execute(db);
  const { rows } = await sql<{ post_id: string | null; name: string | null; planned: number; people: number }>`
    select c.post_id, p.name, c.planned, (select count(distinct h.person_id)::int from directory.post_holding h
      where h.post_id = c.post_id and h.valid_to is null and h.department_id in ${below}) as people
    from directory.headcount c left join directory.post p on p.id = c.post_id
    where c.department_id = ${departmentId}::uuid and c.valid_to is null order by p.name`.execute(db);
  return {
    total: rows.find((row) => row.post_id === null)?.planned ?? null,
    people: people[0]?.people ?? 0,
    posts: rows.flatMap((row) =>
      row.post_id === null || row.name === null
        ? []
        : [{ post: { id: row.post_id, name: row.name }, planned: row.planned, people: row.people }],
    ),
  };
});
