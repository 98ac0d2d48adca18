import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { sendPrepared } from './prepared.ts';

/** What is needed to reach one database: as owner (migrates) and as application (can't alter append-only tables). */
export interface DatabaseAccess {
  readonly owner: pg.PoolConfig;
  readonly app: pg.PoolConfig;
}

/** The application's connections. */
export interface Database {
  /** For commands. */
  readonly write: Kysely<never>;
  /** For queries: every transaction is read-only, the server refuses to write. */
  readonly read: Kysely<never>;
  readonly writePool: pg.Pool;
  readonly readPool: pg.Pool;
  /**
   * For the few statements that are sent all the time, each named: few connections, each of which plans each of
   * them once. Elsewhere PostgreSQL plans a statement anew five times on every connection before it trusts one plan.
   * Such a plan outlives what the tables held when it was made, so it never reads a table through where an index leads to the
   * rows: a queue is empty when it is counted, and later full of rows that are gone.
   */
  readonly steadyPool: pg.Pool;
  readonly steady: Kysely<never>;
  close(): Promise<void>;
}

/** PostgreSQL's text of an instant in UTC (`2026-11-22 15:27:32.123456+00`) as RFC 3339, microseconds kept. */
function instantText(text: string): string {
  if (!text.endsWith('+00')) throw new Error(`the session's time zone isn't UTC: ${text}`);
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    // The driver's Date shifts days and cuts microseconds, and cursors would skip rows.
    if (oid === pg.types.builtins.TIMESTAMPTZ) return instantText;
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    // Counters here stay far below 2^53; a larger one would be a fault worth hearing of.
    if (oid === pg.types.builtins.INT8) {
      return (text: string) => {
        const value = Number(text);
        if (!Number.isSafeInteger(value)) throw new Error(`bigint out of range: ${text}`);
        return value;
      };
    }
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * A connection that dies is replaced at its next use, idle in the pool or taken out of it: whoever waits for an answer
 * hears of it there, and the event of the connection itself mustn't end the process.
 */
export function outliveLostConnections(pool: pg.Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}

/** Opens the application's pools. Nothing connects before the first use. */
export function openDatabase(
  access: DatabaseAccess,
  sizes: { write: number; read: number; steady: number } = { write: 12, read: 12, steady: 6 },
): Database {
  const pool = (max: number, options: string, config: pg.PoolConfig, steady = false) => {
    const made = new pg.Pool({
      ...config,
      types,
      max,
      options: `${config.options ?? ''} -c timezone=UTC ${options}`.trim(),
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    outliveLostConnections(made);
    sendPrepared(made, steady);
    return made;
  };
  const writePool = pool(
    sizes.write,
    '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000',
    access.app,
  );
  const readPool = pool(sizes.read, '-c statement_timeout=30000 -c default_transaction_read_only=on', access.app);
  const steadyPool = pool(
    sizes.steady,
    '-c statement_timeout=60000 -c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
    access.app,
    true,
  );
  const steady = new Kysely<never>({ dialect: new PostgresDialect({ pool: steadyPool }) });
  const write = new Kysely<never>({ dialect: new PostgresDialect({ pool: writePool }) });
  const read = new Kysely<never>({ dialect: new PostgresDialect({ pool: readPool }) });
  return {
    write,
    read,
    writePool,
    readPool,
    steady,
    steadyPool,
    close: async () => {
      // Not by Kysely's destroy: it leaves a pool open that was used only beside it.
      await Promise.all([writePool.end(), readPool.end(), steadyPool.end()]);
    },
  };
}
