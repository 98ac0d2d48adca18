import { CompiledQuery, type QueryExecutorProvider } from 'kysely';
import type { SqlClient } from './sql-client.ts';

/** A command's or query's database as the chain reads and writes it. */
export const sqlClientOf = (db: QueryExecutorProvider): SqlClient => ({
  query: async (text, values = []) => ({
    rows: (await db.getExecutor().executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))).rows,
  }),
});
