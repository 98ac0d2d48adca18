import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { DepartmentRow } from '../contract/shapes.ts';
import { type HeadKind, headTable } from './headship-table.ts';
import type { Hidden } from './visibility/hidden-from.ts';

/** The departments that a condition on `d` (directory.department) finds, in the order of siblings, with counts and heads. */
export async function readDepartmentRows(
  db: QueryExecutorProvider,
  find: { where: RawBuilder<unknown>; limit: number; hidden: Hidden },
): Promise<DepartmentRow[]> {
  const topOf = (kind: HeadKind) => sql`
    select h.department_id as id, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by h.rank) as names
    from ${headTable(kind)} h join directory.person p on p.id = h.person_id
    where h.department_id in (select id from d) and h.valid_to is null
      and not ${find.hidden.of(['person'], 'p.id')} group by 1`;
  const { rows } = await sql<{
    id: string;
    number: number;
    name: string;
    parent_id: string | null;
    employer_id: string;
    sort: number;
    revision: number;
    people: number;
    children: number;
    heads: { id: string; name: string }[];
    deputies: { id: string; name: string }[];
  }>`
    with d as materialized (
      select d.* from directory.department d where d.removed_on is null and ${find.where}
        and not ${find.hidden.department()}
      order by d.sort, d.number limit ${find.limit}
    ),
    direct as materialized (
      select department_id, count(*) as people from directory.membership where is_main and valid_to is null group by 1
    ),
    people as (
      select t.ancestor_id as id, sum(direct.people)::int as people from direct
      join directory.department_tree t on t.descendant_id = direct.department_id and t.valid_to is null
      where t.ancestor_id in (select id from d) group by 1
    ),
    children as (
      select parent_id as id, count(*)::int as children from directory.department d
      where parent_id in (select id from d) and removed_on is null and not ${find.hidden.department()} group by 1
    ),
    heads as (${topOf('head')}),
    deputies as (${topOf('deputy')})
    select d.id, d.number, d.name, d.parent_id, d.employer_id, d.sort, d.revision,
      coalesce(people.people, 0) as people, coalesce(children.children, 0) as children, coalesce(heads.names, '[]') as heads,
      coalesce(deputies.names, '[]') as deputies
    from d left join people using (id) left join children using (id) left join heads using (id) left join deputies using (id)
    order by d.sort, d.number`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    parentId: row.parent_id,
    employerId: row.employer_id,
    sort: row.sort,
    heads: row.heads,
    deputies: row.deputies,
    people: row.people,
    children: row.children,
    revision: row.revision,
  }));
}
