import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/chart.ts';
import { manageStructure, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { departmentsWithin } from '../department-reach.ts';
import { type HeadKind, headTable } from '../headship-table.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const readDepartmentHistory = handle<DirectoryViews>()(
  contract.readDepartmentHistory,
  async (context, { departmentId }) => {
    const { db } = context;
    const hidden = await hiddenFrom(context);
    const { rows } = await sql<{ name: string; removed_on: string | null; manages: boolean }>`
      select d.name, d.removed_on, ${departmentsWithin(context, manageStructure)} as manages from directory.department d
      where d.id = ${departmentId}::uuid and ${departmentsWithin(context, readDirectory)}
        and not ${hidden.department()}`.execute(db);
    const found = rows[0];
    if (!found) throw refuse(notFound);
    const { rows: places } = await sql<{
      from: string;
      until: string | null;
      name: string;
      parent_id: string | null;
      parent: string | null;
    }>`
      select r.valid_from as from, r.valid_to as until, r.name, r.parent_id, p.name as parent
      from directory.department_record r left join directory.department p on p.id = r.parent_id
      where r.department_id = ${departmentId}::uuid order by r.valid_from desc`.execute(db);
    const topOf = async (kind: HeadKind) => {
      const { rows: people } = await sql<{
        from: string;
        until: string | null;
        id: string;
        name: string;
        rank: number;
      }>`
        select h.valid_from as from, h.valid_to as until, p.id, p.name, h.rank
        from ${headTable(kind)} h join directory.person p on p.id = h.person_id
        where h.department_id = ${departmentId}::uuid and not ${hidden.of(['person'], 'p.id')}
        order by h.valid_from desc, h.rank`.execute(db);
      return people.map(({ from, until, id, name, rank }) => ({ from, until, person: { id, name }, rank }));
    };
    const { rows: headcounts } = await sql<{
      from: string;
      until: string | null;
      post_id: string | null;
      post: string | null;
      planned: number;
    }>`
      select c.valid_from as from, c.valid_to as until, c.post_id, p.name as post, c.planned
      from directory.headcount c left join directory.post p on p.id = c.post_id
      where c.department_id = ${departmentId}::uuid and ${found.manages}
      order by c.valid_from desc, c.post_id nulls first`.execute(db);
    return {
      department: { id: departmentId, name: found.name },
      removedOn: found.removed_on,
      places: places.map(({ from, until, name, parent_id, parent }) => ({
        from,
        until,
        name,
        parent: parent_id !== null && parent !== null ? { id: parent_id, name: parent } : null,
      })),
      heads: await topOf('head'),
      deputies: await topOf('deputy'),
      headcounts: headcounts.map(({ from, until, post_id, post, planned }) => ({
        from,
        until,
        post: post_id !== null && post !== null ? { id: post_id, name: post } : null,
        planned,
      })),
    };
  },
);
