import { type QueryExecutorProvider, sql } from 'kysely';
import type { ReorganisationStep } from '../../contract/reorganisations.ts';
import type { DraftDepartment, DraftPerson, DraftPost, Structure } from '../../domain/reorganisation/structure.ts';
import { loadLinks } from '../person-links.ts';
import { supervisorsAbove } from '../supervision-table.ts';

/** Higher than any line of supervisors. */
const levels = 1_000;

/** The structure as it is now, with the people and posts that these steps concern, and the names of others that stand in it. */
export async function loadStructure(
  db: QueryExecutorProvider,
  steps: readonly ReorganisationStep[],
): Promise<{ structure: Structure; names: Map<string, string> }> {
  const departments = await loadAllDepartments(db);
  const named = new Set<string>();
  const emptied = new Set<string>();
  const headed = new Set<string>();
  const postIds = new Set<string>();
  for (const step of steps) {
    switch (step.kind) {
      case 'mergeDepartment':
      case 'removeDepartment':
        emptied.add(step.departmentId);
        break;
      case 'setHeads':
        headed.add(step.departmentId);
        for (const id of step.headIds) named.add(id);
        break;
      case 'setDeputies':
        headed.add(step.departmentId);
        for (const id of step.deputyIds) named.add(id);
        break;
      case 'movePeople':
        if (step.personIds === null) emptied.add(step.fromId);
        else for (const id of step.personIds) named.add(id);
        break;
      case 'setSupervisor':
        for (const id of step.personIds) named.add(id);
        if (step.supervisorId !== null) named.add(step.supervisorId);
        break;
      case 'givePost':
      case 'takePost':
        named.add(step.personId);
        postIds.add(step.postId);
        break;
      case 'closePost':
        postIds.add(step.postId);
        break;
      case 'createDepartment':
      case 'renameDepartment':
      case 'moveDepartment':
      case 'setHeadcount':
        break;
    }
  }
  for (const id of [...emptied, ...headed]) {
    const department = departments.get(id);
    for (const one of [...(department?.headIds ?? []), ...(department?.deputyIds ?? [])]) named.add(one);
  }
  const { rows } = await sql<{ id: string; name: string; employer_id: string }>`
    select p.id, p.name, p.employer_id from directory.person p
    where p.left_on is null and (p.id = any(${sql.val([...named])}::uuid[]) or p.id in (
      select m.person_id from directory.membership m
      where m.department_id = any(${sql.val([...emptied])}::uuid[]) and m.valid_to is null))
    order by p.sort_key, p.id`.execute(db);
  const ids = rows.map((row) => row.id);
  const links = await loadLinks(db, ids);
  const people = new Map(
    rows.map((row): [string, DraftPerson] => {
      const { departments: memberships = [], posts = [], supervisorId = null } = links.get(row.id) ?? {};
      return [
        row.id,
        { id: row.id, name: row.name, employerId: row.employer_id, departments: memberships, posts, supervisorId },
      ];
    }),
  );
  // Whoever heads what they leave or come to is looked at too.
  for (const person of people.values()) for (const post of person.posts) postIds.add(post.postId);
  const above = steps.some((step) => step.kind === 'setSupervisor')
    ? await supervisorsAbove(db, [...named], levels)
    : [];
  const supervisorOf = new Map<string, string>();
  for (const person of people.values()) if (person.supervisorId) supervisorOf.set(person.id, person.supervisorId);
  let below = '';
  let start = '';
  for (const row of above) {
    if (row.person_id !== start) {
      start = row.person_id;
      below = start;
    }
    supervisorOf.set(below, row.supervisor_id);
    below = row.supervisor_id;
  }
  const mentioned = new Set([
    ...[...departments.values()].flatMap((one) => [...one.headIds, ...one.deputyIds]),
    ...[...people.values()].flatMap((one) => one.supervisorId ?? []),
  ]);
  const { rows: others } = await sql<{ id: string; name: string }>`
    select id, name from directory.person where id = any(${sql.val([...mentioned])}::uuid[])`.execute(db);
  return {
    structure: { departments, people, posts: await loadPosts(db, [...postIds]), supervisorOf },
    names: new Map(others.map((row) => [row.id, row.name])),
  };
}

/** Every department that exists now, in the order of siblings. */
export async function loadAllDepartments(db: QueryExecutorProvider): Promise<Map<string, DraftDepartment>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    parent_id: string | null;
    employer_id: string;
    heads: string[] | null;
    deputies: string[] | null;
    planned: number | null;
    root: boolean;
  }>`
    select d.id, d.name, d.parent_id, d.employer_id, h.heads, s.heads as deputies, c.planned, e.department_id is not null as root
    from directory.department d
    left join directory.employer e on e.department_id = d.id
    left join (select department_id, array_agg(person_id::text order by rank) as heads from directory.headship
      where valid_to is null group by 1) h on h.department_id = d.id
    left join (select department_id, array_agg(person_id::text order by rank) as heads from directory.deputy_headship
      where valid_to is null group by 1) s on s.department_id = d.id
    left join directory.headcount c on c.department_id = d.id and c.post_id is null and c.valid_to is null
    where d.removed_on is null order by d.sort, d.number`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        parentId: row.parent_id,
        employerId: row.employer_id,
        headIds: row.heads ?? [],
        deputyIds: row.deputies ?? [],
        planned: row.planned,
        root: row.root,
      },
    ]),
  );
}

async function loadPosts(db: QueryExecutorProvider, postIds: readonly string[]): Promise<Map<string, DraftPost>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    employer_id: string | null;
    closed: boolean;
    holders: number;
  }>`
    select p.id, p.name, p.employer_id, p.closed,
      (select count(*)::int from directory.post_holding h where h.post_id = p.id and h.valid_to is null) as holders
    from directory.post p where p.id = any(${sql.val(postIds)}::uuid[])`.execute(db);
  return new Map(rows.map(({ employer_id, ...post }) => [post.id, { ...post, employerId: employer_id }]));
}
