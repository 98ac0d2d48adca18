/** `owner` makes and changes tables (migrations), `app` is what the program works as: it can't own or alter any. */
export type DatabaseRole = 'owner' | 'app';

/** How to reach one database as one role; the fields are those of the driver `pg`, and plain data. */
export interface DatabaseConnection {
  /** Host name or address, or the directory of the Unix socket. */
  readonly host: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** What the session starts with, as for `psql`. */
  readonly options?: string;
  /** Only with a server of the company's own whose address asks for TLS. */
  readonly ssl?: { readonly rejectUnauthorized: boolean };
}

/** A PostgreSQL server that we may use: our own embedded one, or that of DATABASE_URL. */
export interface DatabaseSource {
  /** The database that the program lives in. */
  readonly database: string;
  connection(database: string, role: DatabaseRole): DatabaseConnection;
}
