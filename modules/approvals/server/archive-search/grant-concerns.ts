import { type QueryExecutorProvider, sql } from 'kysely';

/** Who has a part in the request behind a grant, and whoever else ends it. */
export async function grantConcerns(
  db: QueryExecutorProvider,
  requestId: string,
  by: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from approvals.participant where instance_id = ${requestId}::uuid order by person_id`.execute(
    db,
  );
  return [...new Set([...rows.map((row) => row.person_id), ...(by === null ? [] : [by])])];
}
