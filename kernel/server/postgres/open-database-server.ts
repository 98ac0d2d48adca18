import { Client } from 'pg';
import { StartFault } from '../start-fault.ts';
import type { DatabaseConnection, DatabaseSource } from './database-source.ts';

const oldestVersion = 180_000;

/**
 * The server that DATABASE_URL names. Its user owns the database; the application works as the role `guiju_app`, which is
 * made here if need be and which that user takes on at the start of each connection.
 *
 * @param url `postgres://user:password@host:port/database?sslmode=…`, checked by the configuration. The directory of a
 *   Unix socket is given as `?host=/run/postgresql`. `sslmode`: `disable` (default), `require` and `no-verify`
 *   (encrypted, certificate not checked, as libpq has it), `verify-ca` and `verify-full` (checked).
 * @throws StartFault `postgres.failed` when it can't be reached, is too old, or the role can't be had.
 */
export async function openDatabaseServer(url: string): Promise<DatabaseSource> {
  const owner = connectionOf(url);
  const client = new Client(owner);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await requireServer(client);
    await haveRole(client);
  } catch (error) {
    throw error instanceof StartFault ? error : serverFault(owner, error);
  } finally {
    await client.end().catch(() => undefined);
  }
  return {
    database: owner.database,
    connection: (database, role) =>
      role === 'owner' ? { ...owner, database } : { ...owner, database, options: '-c role=guiju_app' },
  };
}

function connectionOf(url: string): DatabaseConnection {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode') ?? 'disable';
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(sslmode === 'disable' ? {} : { ssl: { rejectUnauthorized: sslmode.startsWith('verify') } }),
  };
}

async function requireServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  );
  const [server] = rows;
  if (server && server.number >= oldestVersion && server.encoding === 'UTF8') return;
  throw new StartFault('postgres.failed', {
    zh: `DATABASE_URL 指定的数据库为 PostgreSQL ${server?.version}、编码 ${server?.encoding}；需要 PostgreSQL 18 以上、编码 UTF8。`,
    en: `DATABASE_URL names a database of PostgreSQL ${server?.version} in ${server?.encoding}; PostgreSQL 18 or newer in UTF8 is needed.`,
  });
}

async function haveRole(client: Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean; user: string }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guiju_app') AS there, current_user AS user`,
  );
  try {
    if (!rows[0]?.there) await client.query('CREATE ROLE guiju_app NOLOGIN');
    const member = await client.query<{ can: boolean }>(`SELECT pg_has_role(current_user, 'guiju_app', 'SET') AS can`);
    if (!member.rows[0]?.can) await client.query(`GRANT guiju_app TO ${client.escapeIdentifier(rows[0]?.user ?? '')}`);
  } catch (cause) {
    const sql = `CREATE ROLE guiju_app NOLOGIN; GRANT guiju_app TO ${client.escapeIdentifier(rows[0]?.user ?? '')};`;
    throw new StartFault('postgres.failed', {
      zh: `DATABASE_URL 中的用户无权创建角色 guiju_app。请由数据库管理员执行：${sql}`,
      en: `The user in DATABASE_URL may not make the role guiju_app. Have an administrator of the database run: ${sql}`,
      cause,
    });
  }
}

function serverFault({ host, port }: DatabaseConnection, cause: unknown): StartFault {
  const reason = cause instanceof AggregateError ? cause.errors.map(String).join('; ') : String(cause);
  return new StartFault('postgres.failed', {
    zh: `无法使用 DATABASE_URL 指定的数据库服务器 ${host}:${port}：${reason}`,
    en: `The database server ${host}:${port} that DATABASE_URL names cannot be used: ${reason}`,
    cause,
  });
}
