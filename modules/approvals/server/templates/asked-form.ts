import { type QueryExecutorProvider, sql } from 'kysely';

/** The form of a publication that was asked for by this request; `undefined` for requests about anything else. */
export async function askedForm(db: QueryExecutorProvider, requestId: string | undefined): Promise<unknown> {
  if (requestId === undefined) return undefined;
  const { rows } = await sql<{ form: unknown }>`
    select form from approvals.publication where request_id = ${requestId}::uuid`.execute(db);
  return rows[0]?.form;
}
