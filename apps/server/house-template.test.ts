import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '#kernel/server/database/migrate.ts';
import { migrationSets } from '#kernel/server/program.ts';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { composition } from '#modules/index.ts';
import { houseTemplate } from './house-template.ts';

const server = inject('databaseServer');
const sets = migrationSets(composition);
const second = 'made_again';
let first: Awaited<ReturnType<typeof cloneTestDatabase>>;

async function on<R>(database: string, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({ ...server.owner, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  first = await cloneTestDatabase(sets);
  await on('postgres', (client) => client.query(`CREATE DATABASE ${second}`));
  await migrate({ ...server.owner, database: second }, sets);
}, 60_000);
afterAll(async () => {
  await first.drop();
  await on('postgres', (client) => client.query(`DROP DATABASE ${second} WITH (FORCE)`));
});

/** Every table with all that stands in it. */
async function contents(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
  );
  const held = new Map<string, string>();
  for (const { name } of rows) {
    const all = await client.query<{ rows: string }>(
      `SELECT coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '') AS rows FROM ${name} AS row`,
    );
    held.set(name, all.rows[0]?.rows ?? '');
  }
  return held;
}

test('what migrations write is the same in every installation, but for what a copy of the template makes anew', async () => {
  const one = await on(String(first.access.owner.database), contents);
  const other = await on(second, contents);
  expect(one.size).toBeGreaterThan(100);
  const unlike = [...one.keys()].filter((name) => one.get(name) !== other.get(name));
  const renewed = await on(second, async (client) => {
    for (const statement of houseTemplate().renew) await client.query(statement);
    return contents(client);
  });
  const madeAnew = [...other.keys()].filter((name) => other.get(name) !== renewed.get(name));
  expect(unlike).toEqual(madeAnew);
  expect(unlike).toEqual(['kernel.epoch']);
});
