import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/** Certifications with how far they are, newest first. `condition` on `c`. */
export async function certificationSummaries(db: QueryExecutorProvider, condition: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<{
    id: string;
    employer_id: string;
    employer: string;
    made_at: string;
    maker_id: string | null;
    maker: string | null;
    due_on: string;
    closed: boolean;
    people: number;
    departments: number;
    confirmed: number;
    differences: number;
    settled: number;
  }>`
    select c.id, c.employer_id, e.name as employer, c.made_at, m.id as maker_id, m.name as maker, c.due_on,
      c.closed_at is not null as closed, n.*, q.*
    from staffing.certification c join directory.published_employer e on e.id = c.employer_id
    left join directory.published_person m on m.id = c.made_by
    cross join lateral (select count(*)::int as people, count(*) filter (where p.answer in ('gone', 'wrong'))::int as differences,
      count(p.settled_at)::int as settled from staffing.certified_person p where p.certification_id = c.id) n
    cross join lateral (select count(*)::int as departments, count(d.confirmed_at)::int as confirmed
      from staffing.certified_department d where d.certification_id = c.id) q
    where ${condition} order by c.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    certificationId: row.id,
    employer: { id: row.employer_id, name: row.employer },
    madeAt: row.made_at,
    madeBy: row.maker_id && row.maker ? { id: row.maker_id, name: row.maker } : null,
    dueOn: row.due_on,
    state: row.closed ? ('closed' as const) : ('open' as const),
    people: row.people,
    departments: row.departments,
    confirmed: row.confirmed,
    differences: row.differences,
    settled: row.settled,
  }));
}
