import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { LeaveTables } from './leave-tables.ts';

/** What was kept under this id; the days in it were reckoned here and not by a client. */
export async function keptForm(context: QueryContext<LeaveTables>, requestId: string | undefined): Promise<unknown> {
  if (requestId === undefined) return undefined;
  const { rows } = await sql<{ form: unknown }>`select form from leave.request
    where request_id = ${requestId}::uuid`.execute(context.db);
  return rows[0]?.form;
}
