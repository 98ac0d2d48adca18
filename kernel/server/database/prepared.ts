import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type pg from 'pg';

const names = new Map<string, string>();

/**
 * Names a statement, so that every connection parses and plans it once. Gives the text back, which is then sent like any
 * other. For fixed texts that are sent often: the names live as long as the process.
 */
export function prepared(name: string, text: string): string {
  if (!names.has(text)) names.set(text, `${name.slice(0, 50)} ${names.size}`);
  return text;
}

/**
 * Carries out a long statement that is sent often and always has the same text: planning it takes longer than carrying it out, and
 * so it is done once a connection (PostgreSQL plans it for the values as long as that is worth it). Gives its rows.
 */
export async function runPrepared<R>(name: string, statement: RawBuilder<R>, db: QueryExecutorProvider): Promise<R[]> {
  const compiled = statement.compile(db);
  prepared(name, compiled.sql);
  return (await db.getExecutor().executeQuery<R>(compiled)).rows;
}

type Send = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/** Far more than there are fixed texts; what is put together anew each time must not fill the connections with plans. */
const mostNames = 500;

/**
 * Lets the pool's connections know which texts have a name. `all`: whatever is sent there with values is sent often, and so
 * is named.
 */
export function sendPrepared(pool: pg.Pool, all: boolean): void {
  const nameOf = (text: string): string | undefined =>
    names.get(all && names.size < mostNames ? prepared('steady', text) : text);
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as Send;
    const sendNamed: Send = (config, values, callback) => {
      const name = typeof config === 'string' && Array.isArray(values) ? nameOf(config) : undefined;
      return name ? send({ name, text: config, values }, callback) : send(config, values, callback);
    };
    client.query = sendNamed as typeof client.query;
  });
}
