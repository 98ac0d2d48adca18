import { CompiledQuery, type QueryExecutorProvider } from 'kysely';
import type { SqlClient } from '#kernel/server/chain/sql-client.ts';

/** The caller's connection as the parts that work with evidence take it. */
export function sqlClient(db: QueryExecutorProvider): SqlClient {
  return {
    query: async (text, values) => ({
      rows: (await db.getExecutor().executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))).rows,
    }),
  };
}
