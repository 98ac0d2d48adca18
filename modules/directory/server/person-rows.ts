import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { PersonRow } from '../contract/shapes.ts';
import type { Hidden } from './visibility/hidden-from.ts';

interface Selected {
  id: string;
  name: string;
  account: string;
  active: boolean;
  job_title: string | null;
  department_id: string | null;
  department_name: string | null;
  employer_id: string;
  employer_name: string;
  phone: string | null;
  email: string | null;
  photo: string | null;
  sort_key: string;
}

/**
 * The people that a condition on `p` (directory.person) finds, as rows of a list, with the key that their order
 * hangs on; contacts that are hidden from whoever asks are null.
 */
export async function readPersonRows(
  db: QueryExecutorProvider,
  find: { where: RawBuilder<unknown>; orderBy?: RawBuilder<unknown>; limit: number; hidden: Hidden },
): Promise<(PersonRow & { sortKey: string })[]> {
  const { rows } = await sql<Selected>`
    with p as materialized (
      select p.* from directory.person p where ${find.where}
      order by ${find.orderBy ?? sql`p.sort_key, p.id`} limit ${find.limit}
    )
    select p.id, p.name, p.account, p.left_on is null as active, p.job_title, d.id as department_id,
      d.name as department_name, e.id as employer_id, coalesce(e.short_name, e.name) as employer_name,
      case when not ${find.hidden.of(['phone'], 'p.id')} then p.phone end as phone,
      case when not ${find.hidden.of(['email'], 'p.id')} then p.email end as email, p.photo, p.sort_key
    from p
    join directory.employer e on e.id = p.employer_id
    left join directory.membership m on m.person_id = p.id and m.is_main and m.valid_to is null
    left join directory.department d on d.id = m.department_id
    order by ${find.orderBy ?? sql`p.sort_key, p.id`}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    account: row.account,
    active: row.active,
    jobTitle: row.job_title,
    department:
      row.department_id === null || row.department_name === null
        ? null
        : { id: row.department_id, name: row.department_name },
    employer: { id: row.employer_id, name: row.employer_name },
    phone: row.phone,
    email: row.email,
    photo: row.photo,
    sortKey: row.sort_key,
  }));
}
