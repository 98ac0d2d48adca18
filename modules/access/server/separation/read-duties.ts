import { type QueryExecutorProvider, sql } from 'kysely';
import { type Duty, duties } from '../../domain/divide-administrators.ts';

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly duties: readonly Duty[];
}

/** Who holds which of the three administrators, in the order of their names. */
export async function readDuties(db: QueryExecutorProvider): Promise<{
  readonly holders: readonly Holder[];
  readonly twice: readonly Holder[];
  /** Those that nobody who is here holds now. */
  readonly missing: readonly Duty[];
}> {
  const { rows: holders } = await sql<Holder>`
    select p.id, p.name, array_agg(distinct h.duty order by h.duty) as duties
    from access.duty_holdings() h join directory.published_person p on p.id = h.person_id and p.active
    group by p.id, p.name order by p.name, p.id`.execute(db);
  return {
    holders,
    twice: holders.filter((one) => one.duties.length > 1),
    missing: duties.filter((duty) => !holders.some((one) => one.duties.includes(duty))),
  };
}
