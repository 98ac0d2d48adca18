import type { DatabaseConnection, DatabaseSource } from './database-source.ts';

/**
 * The server that DATABASE_URL names. Its one user serves for both roles: on such a server keeping the application from
 * altering append-only tables is up to whoever runs it.
 *
 * @param url `postgres://user:password@host:port/database?sslmode=…`, checked by the configuration. A Unix socket's
 *   directory is given as `?host=/run/postgresql`. `sslmode`: `disable` (default), `require` and `no-verify` (encrypted,
 *   certificate not checked, as libpq has it), `verify-ca` and `verify-full` (checked).
 */
export function databaseFromUrl(url: string): DatabaseSource {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode') ?? 'disable';
  const base: DatabaseConnection = {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(sslmode === 'disable' ? {} : { ssl: { rejectUnauthorized: sslmode.startsWith('verify') } }),
  };
  return { database: base.database, connection: (database) => ({ ...base, database }) };
}
