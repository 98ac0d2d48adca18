import { type QueryExecutorProvider, sql } from 'kysely';

/** Names of people by id, leavers too: what they decided still stands. */
export async function personNames(
  db: QueryExecutorProvider,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_person where id = any(${sql.val([...new Set(ids)])}::uuid[])
    order by sort_key, id`.execute(db);
  return rows;
}
