import { type QueryExecutorProvider, sql } from 'kysely';
import { dissolveKind } from '../contract/request-kinds.ts';

/** Whether the dissolution of the group of this name is being asked for. */
export async function dissolutionAsked(context: { readonly db: unknown }, name: string): Promise<boolean> {
  const { rows } = await sql`select from approvals.published_request
    where kind = ${dissolveKind.name} and status in ('running', 'returned') and lower(form ->> 'name') = lower(${name})
    limit 1`.execute(context.db as QueryExecutorProvider);
  return rows.length > 0;
}
