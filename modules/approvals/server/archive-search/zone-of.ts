import { type QueryExecutorProvider, sql } from 'kysely';

/** Time zone of an employer, in which its days are counted. */
export async function zoneOf(db: QueryExecutorProvider, employerId: string): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${employerId}::uuid`.execute(db);
  return rows[0]?.time_zone ?? 'UTC';
}
