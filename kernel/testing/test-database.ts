import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseAccess } from '#kernel/server/database/database.ts';
import { type MigrationSet, migrate } from '#kernel/server/database/migrate.ts';

const templateLock = 7_214_100;

/**
 * A database of its own for a test file, cloned from a template that has these migrations. The template is made once a
 * run for each set of migrations; a clone takes some tens of milliseconds.
 */
export async function cloneTestDatabase(
  sets: readonly MigrationSet[],
): Promise<{ access: DatabaseAccess; drop(): Promise<void> }> {
  const server = inject('databaseServer') as { owner: pg.ClientConfig; app: pg.ClientConfig };
  const template = `template_${fingerprint(sets)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Client(server.owner);
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [templateLock]);
    const present = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (present.rowCount === 0) {
      const draft = `draft_${randomBytes(8).toString('hex')}`;
      await admin.query(`create database ${draft}`);
      await migrate({ ...server.owner, database: draft }, sets);
      await admin.query(`alter database ${draft} rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template} strategy wal_log`);
  } finally {
    await admin.end();
  }
  return {
    access: { owner: { ...server.owner, database: name }, app: { ...server.app, database: name } },
    drop: async () => {
      const client = new pg.Client(server.owner);
      await client.connect();
      try {
        await client.query(`drop database if exists ${name} with (force)`);
      } finally {
        await client.end();
      }
    },
  };
}

function fingerprint(sets: readonly MigrationSet[]): string {
  const hash = createHash('sha256');
  for (const { schema, folder } of sets) {
    const path = fileURLToPath(folder);
    for (const file of readdirSync(path).sort())
      hash.update(`${schema}/${file}\0`).update(readFileSync(`${path}/${file}`));
  }
  return hash.digest('hex').slice(0, 24);
}
