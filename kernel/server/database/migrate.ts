import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One folder of numbered SQL files and the schema they live in. */
export interface MigrationSet {
  readonly schema: string;
  readonly folder: URL;
}

/** A migration that was already applied has another content now: history was rewritten, nothing is touched. */
export class ChangedMigration extends Error {
  constructor(set: string, file: string) {
    super(`migration ${set}/${file} was changed after it had been applied`);
    this.name = 'ChangedMigration';
  }
}

const lock = 7_214_001;

/**
 * Brings the database to this program's schema: each file once, each in a transaction of its own, so that an interrupted
 * run goes on where it stopped. Two programs starting together wait for each other. New tables of a schema are readable
 * and writable for the application unless the file takes that back.
 * Gives the files applied now.
 */
export async function migrate(owner: pg.ClientConfig, sets: readonly MigrationSet[]): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(${lock})`);
    // A crash of the machine may take the last files back, in order, and the next run applies them again: no commit waits for the disk.
    await client.query('set synchronous_commit to off');
    await client.query(`create schema if not exists kernel;
      create table if not exists kernel.migration (set text, file text, sha256 text not null, primary key (set, file))`);
    const known = new Map<string, string>();
    for (const row of (await client.query('select set, file, sha256 from kernel.migration')).rows) {
      known.set(`${row.set}/${row.file}`, row.sha256);
    }
    for (const { schema, folder } of sets) {
      const path = fileURLToPath(folder);
      const files = (await readdir(path)).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file)).sort();
      let prepared = false;
      for (const file of files) {
        const text = await readFile(`${path}/${file}`, 'utf8');
        const sha256 = createHash('sha256').update(text).digest('hex');
        const before = known.get(`${schema}/${file}`);
        if (before === sha256) continue;
        if (before) throw new ChangedMigration(schema, file);
        const note = [schema, file, sha256].map((value) => client.escapeLiteral(value)).join(', ');
        try {
          // All in one go: with a trip for each statement, a new database would take half as long again.
          await client.query(`begin;
            ${prepared ? '' : schemaSql(client, schema)}
            ${text}
            ;insert into kernel.migration (set, file, sha256) values (${note});
            commit`);
        } catch (error) {
          await client.query('rollback');
          throw new Error(`migration ${schema}/${file} failed: ${error instanceof Error ? error.message : error}`, {
            cause: error,
          });
        }
        prepared = true;
        applied.push(`${schema}/${file}`);
      }
    }
  } finally {
    await client.end();
  }
  return applied;
}

/** Makes the schema if it is missing; new tables in it are for the application too. */
function schemaSql(client: pg.Client, schema: string): string {
  const name = client.escapeIdentifier(schema);
  return `create schema if not exists ${name};
    grant usage on schema ${name} to guiju_app;
    alter default privileges in schema ${name} grant select, insert, update, delete on tables to guiju_app;
    alter default privileges in schema ${name} grant usage, select on sequences to guiju_app;`;
}
