import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { manageStructure, planReorganisation, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { differencesOf, sameTop } from '../../domain/reorganisation/compare-structures.ts';
import type { Structure } from '../../domain/reorganisation/structure.ts';
import { departmentsWithin } from '../department-reach.ts';
import { type HeadKind, headTable } from '../headship-table.ts';
import { examine } from '../reorganisation/examine.ts';
import { findReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

/** So many departments a chart shows at most. */
const most = 20_000;

type Which = { readonly on?: string | undefined; readonly reorganisationId?: string | undefined };

/**
 * The departments of a chart within the viewer's reach, in the order of siblings: as they are, as they were on a day, or as a
 * draft would make them. A department whose upper one is out of reach stands at the top.
 */
export async function loadChart(
  context: QueryContext<DirectoryViews>,
  which: Which,
): Promise<{ departments: ChartDepartment[]; more: boolean }> {
  if (which.reorganisationId !== undefined) context.require(planReorganisation);
  const row =
    which.reorganisationId === undefined ? undefined : await findReorganisation(context, which.reorganisationId);
  // What took effect or was withdrawn is no draft any more.
  if (row && (row.state === 'done' || row.state === 'withdrawn')) throw refuse(notFound);
  const standing = await loadStanding(context, row ? undefined : which.on);
  let departments = standing;
  if (row) {
    const { before, after } = await examine(context, row);
    departments = asDrafted(standing, before, after, await personNames(context, after));
  }
  const shown = departments.slice(0, most);
  const ids = new Set(shown.map((one) => one.id));
  return {
    departments: shown.map((one) =>
      one.parentId !== null && !ids.has(one.parentId) ? { ...one, parentId: null } : one,
    ),
    more: departments.length > most,
  };
}

async function loadStanding(context: QueryContext<DirectoryViews>, on: string | undefined): Promise<ChartDepartment[]> {
  const then = on ?? null;
  const hidden = await hiddenFrom(context);
  const holds = (alias: string) =>
    on === undefined
      ? sql`${sql.ref(`${alias}.valid_to`)} is null`
      : sql`${sql.ref(`${alias}.valid_from`)} <= ${then}::date
          and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${then}::date)`;
  const topOf = (kind: HeadKind) => sql`
    select h.department_id as id, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by h.rank) as names
    from ${headTable(kind)} h join directory.person p on p.id = h.person_id where ${holds('h')}
      and not ${hidden.of(['person'], 'p.id')} group by 1`;
  const { rows } = await sql<{
    id: string;
    name: string;
    parent_id: string | null;
    people: number;
    planned: number | null;
    heads: { id: string; name: string }[] | null;
    deputies: { id: string; name: string }[] | null;
  }>`
    with direct as materialized (
      select m.department_id, count(*) as people from directory.membership m where m.is_main and ${holds('m')} group by 1
    ),
    people as (
      select t.ancestor_id as id, sum(direct.people)::int as people from direct
      join directory.department_tree t on t.descendant_id = direct.department_id and ${holds('t')} group by 1
    ),
    heads as (${topOf('head')}),
    deputies as (${topOf('deputy')})
    select d.id, r.name, r.parent_id, coalesce(people.people, 0) as people, heads.names as heads, deputies.names as deputies,
      case when ${departmentsWithin(context, manageStructure)} then c.planned end as planned
    from directory.department d
    join directory.department_record r on r.department_id = d.id and ${holds('r')}
    left join people on people.id = d.id
    left join heads on heads.id = d.id
    left join deputies on deputies.id = d.id
    left join directory.headcount c on c.department_id = d.id and c.post_id is null and ${holds('c')}
    where ${departmentsWithin(context, readDirectory)} and not ${hidden.department()}
    order by d.sort, d.number limit ${most + 1}`.execute(context.db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    parentId: row.parent_id,
    heads: row.heads ?? [],
    deputies: row.deputies ?? [],
    people: row.people,
    planned: row.planned,
    mark: null,
  }));
}

async function personNames(
  context: QueryContext<DirectoryViews>,
  structure: Structure,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set([...structure.departments.values()].flatMap((one) => [...one.headIds, ...one.deputyIds]))];
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.person where id = any(${sql.val(ids)}::uuid[])`.execute(context.db);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The chart as a draft would make it; what it removes stays in sight, in its old place. */
function asDrafted(
  standing: readonly ChartDepartment[],
  before: Structure,
  after: Structure,
  names: ReadonlyMap<string, string>,
): ChartDepartment[] {
  const { created, people } = differencesOf(before, after);
  const mainOf = (person: (typeof people)[number]['before']) =>
    person.departments.find((one) => one.main)?.departmentId;
  // People whose main department it is, directly.
  const direct = new Map(standing.map((one) => [one.id, one.people]));
  for (const one of standing) {
    if (one.parentId !== null) direct.set(one.parentId, (direct.get(one.parentId) ?? 0) - one.people);
  }
  const add = (id: string | undefined, count: number) => id && direct.set(id, (direct.get(id) ?? 0) + count);
  for (const one of people) {
    add(mainOf(one.before), -1);
    add(mainOf(one.after), 1);
  }
  const personNamed = (id: string) => ({ id, name: names.get(id) ?? '' });
  const visible = new Set(standing.map((one) => one.id));
  const placed: ChartDepartment[] = standing.map((one) => {
    const is = after.departments.get(one.id);
    const was = before.departments.get(one.id);
    if (!is) return { ...one, mark: 'removed' };
    const mark =
      was?.parentId !== is.parentId
        ? 'moved'
        : was?.name !== is.name
          ? 'renamed'
          : !sameTop(was, is) || was.planned !== is.planned
            ? 'changed'
            : null;
    return {
      ...one,
      name: is.name,
      parentId: is.parentId,
      heads: is.headIds.map(personNamed),
      deputies: is.deputyIds.map(personNamed),
      planned: is.planned,
      mark,
    };
  });
  for (const one of created) {
    if (one.parentId === null || !(visible.has(one.parentId) || created.some((other) => other.id === one.parentId)))
      continue;
    placed.push({
      id: one.id,
      name: one.name,
      parentId: one.parentId,
      heads: one.headIds.map(personNamed),
      deputies: one.deputyIds.map(personNamed),
      people: 0,
      planned: one.planned,
      mark: 'created',
    });
  }
  const parentOf = new Map(placed.map((one) => [one.id, one.parentId]));
  const total = new Map<string, number>();
  for (const [id, count] of direct) {
    const seen = new Set<string>();
    for (let at: string | null | undefined = id; at && !seen.has(at); at = parentOf.get(at)) {
      total.set(at, (total.get(at) ?? 0) + count);
      seen.add(at);
    }
  }
  return placed.map((one) => ({ ...one, people: total.get(one.id) ?? 0 }));
}
