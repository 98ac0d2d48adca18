import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ExistingDirectory, ExistingPerson } from '../../domain/import/plan-import.ts';
import type { EmployerRecord } from '../employer-table.ts';
import type { PersonRecord } from '../person-table.ts';
import type { Hidden } from '../visibility/hidden-from.ts';

/**
 * The directory as an import or an export of one employer needs it: the employer's part of the tree, and people with their
 * names for employers and posts. `people`: condition on `p` (directory.person); `hidden`: contacts that are left out.
 */
export async function loadExisting(
  db: QueryExecutorProvider,
  employer: EmployerRecord,
  people: RawBuilder<unknown>,
  hidden?: Hidden,
): Promise<ExistingDirectory> {
  const root = employer.department_id ?? '';
  const { rows: departments } = await sql<{ id: string; parentId: string; name: string; outsideId: number }>`
    select d.id, d.parent_id as "parentId", d.name, d.number as "outsideId" from directory.department d
    join directory.department_tree t on t.descendant_id = d.id and t.valid_to is null
    where t.ancestor_id = ${root}::uuid and d.id <> ${root}::uuid and d.removed_on is null
    order by t.depth, d.sort, d.number`.execute(db);
  const { rows: company } = await sql<{ name: string }>`
    select name from directory.department where id = ${root}::uuid`.execute(db);
  // Looked up person by person through indexes: right after an import the planner doesn't know yet how many rows there are.
  const { rows } = await sql<
    PersonRecord & {
      employer: string;
      departments: string[];
      head_of: string[];
      deputy_of: string[];
      supervisor_id: string | null;
      posts: string[];
    }
  >`
    select p.*, null as search, ${sql.join(
      (['phone', 'landline', 'email'] as const).map(
        (field) =>
          sql`case when not ${hidden?.of([field], 'p.id') ?? sql`false`} then p.${sql.ref(field)} end as ${sql.ref(field)}`,
      ),
    )}, e.name as employer, s.supervisor_id,
      array(select m.department_id from directory.membership m where m.person_id = p.id and m.valid_to is null
        order by m.is_main desc, m.valid_from, m.department_id) as departments,
      array(select h.department_id from directory.headship h where h.person_id = p.id and h.valid_to is null
        order by h.department_id) as head_of,
      array(select h.department_id from directory.deputy_headship h where h.person_id = p.id and h.valid_to is null
        order by h.department_id) as deputy_of,
      array(select distinct post.name from directory.post_holding h join directory.post on post.id = h.post_id
        where h.person_id = p.id and h.valid_to is null order by post.name) as posts
    from directory.person p
    join directory.employer e on e.id = p.employer_id
    left join directory.supervision s on s.person_id = p.id and s.valid_to is null
    where ${people} order by p.sort_key, p.id`.execute(db);
  const { rows: employers } = await sql<{ name: string }>`select name from directory.employer order by name`.execute(
    db,
  );
  const { rows: posts } = await sql<{ name: string }>`
    select distinct name from directory.post where not closed
      and (employer_id is null or employer_id = ${employer.id}::uuid) order by name`.execute(db);
  return {
    revision: '',
    company: { id: root, name: company[0]?.name ?? employer.name },
    departments,
    people: rows.map(existingPerson),
    employers: employers.map((row) => row.name),
    posts: posts.map((row) => row.name),
  };
}

function existingPerson(
  row: PersonRecord & {
    employer: string;
    departments: string[];
    head_of: string[];
    deputy_of: string[];
    supervisor_id: string | null;
    posts: string[];
  },
): ExistingPerson {
  return {
    id: row.id,
    account: row.account,
    fields: {
      name: row.name,
      alias: row.alias,
      jobTitle: row.job_title,
      gender: row.gender,
      phone: row.phone,
      landline: row.landline,
      email: row.email,
      address: row.address,
      staffNumber: row.staff_number,
      employer: row.employer,
      staffType: row.staff_type,
      entryDate: row.entry_date,
      firstWorkDate: row.first_work_date,
      probationEnd: row.probation_end,
      contractEnd: row.contract_end,
      workPlace: row.work_place,
      posts: row.posts.length > 0 ? row.posts.join(';') : null,
    },
    departmentIds: row.departments,
    headOfIds: row.head_of,
    deputyOfIds: row.deputy_of,
    supervisorId: row.supervisor_id,
  };
}
