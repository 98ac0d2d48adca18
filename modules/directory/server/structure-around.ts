import { type QueryExecutorProvider, sql } from 'kysely';
import type { RoleRule } from '../contract/roles.ts';
import type { Holder, StructureAround } from '../domain/resolve-role.ts';
import { supervisorsAbove } from './supervision-table.ts';

/** The part of the structure that answers these questions, in a handful of statements however many there are. */
export async function loadStructureAround(
  db: QueryExecutorProvider,
  questions: readonly { readonly personId: string; readonly rule: RoleRule }[],
): Promise<StructureAround> {
  const personIds = [...new Set(questions.map((question) => question.personId))];
  const people = sql`${sql.val(personIds)}::uuid[]`;
  const { rows: places } = await sql<{ id: string; employer_id: string; department_id: string | null }>`
    select p.id, p.employer_id, m.department_id from directory.person p
    left join directory.membership m on m.person_id = p.id and m.is_main and m.valid_to is null
    where p.id = any(${people})`.execute(db);
  const asked = questions.flatMap(({ rule }) => (rule.kind === 'departmentHeadOf' ? [rule.departmentId] : []));
  const departmentIds = [...new Set([...asked, ...places.flatMap((row) => row.department_id ?? [])])];
  const { rows: chains } = await sql<{ descendant_id: string; ancestor_id: string }>`
    select descendant_id, ancestor_id from directory.department_tree
    where descendant_id = any(${sql.val(departmentIds)}::uuid[]) and valid_to is null
    order by descendant_id, depth`.execute(db);
  const { rows: heads } = await sql<{ department_id: string; person_id: string }>`
    select department_id, person_id from directory.headship
    where department_id = any(${sql.val([...new Set(chains.map((row) => row.ancestor_id))])}::uuid[])
      and valid_to is null order by department_id, rank`.execute(db);
  const levels = Math.max(
    0,
    ...questions.map(({ rule }) =>
      rule.kind === 'supervisor' ? rule.level : rule.kind === 'supervisors' ? rule.upTo : 0,
    ),
  );
  const supervisors = levels > 0 ? await supervisorsAbove(db, personIds, levels) : [];
  const postIds = [...new Set(questions.flatMap(({ rule }) => (rule.kind === 'post' ? [rule.postId] : [])))];
  const { rows: holders } = await sql<{
    post_id: string;
    person_id: string;
    department_id: string;
    employer_id: string;
  }>`
    select h.post_id, h.person_id, h.department_id, p.employer_id from directory.post_holding h
    join directory.person p on p.id = h.person_id
    where h.post_id = any(${sql.val(postIds)}::uuid[]) and h.valid_to is null
    order by h.valid_from, p.sort_key, p.id limit 20000`.execute(db);
  return {
    mainDepartment: new Map(places.flatMap((row) => (row.department_id ? [[row.id, row.department_id]] : []))),
    employer: new Map(places.map((row) => [row.id, row.employer_id])),
    chain: grouped(chains.map((row) => [row.descendant_id, row.ancestor_id])),
    heads: grouped(heads.map((row) => [row.department_id, row.person_id])),
    supervisors: grouped(supervisors.map((row) => [row.person_id, row.supervisor_id])),
    holders: grouped<Holder>(
      holders.map((row) => [
        row.post_id,
        { personId: row.person_id, departmentId: row.department_id, employerId: row.employer_id },
      ]),
    ),
  };
}

function grouped<V>(entries: readonly (readonly [string, V])[]): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
