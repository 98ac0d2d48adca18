import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabaseServer, type TestDatabaseServer } from '#kernel/testing/test-database-server.ts';
import { openDatabaseServer } from './open-database-server.ts';

let server: TestDatabaseServer;
beforeAll(async () => {
  server = await startTestDatabaseServer();
});
afterAll(() => server.stop());

function urlFor(user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@ignored/${database}?host=${encodeURIComponent(server.owner.host)}`;
}

async function asOwner(...statements: string[]): Promise<void> {
  const client = new Client(server.owner);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('a server of the company: its user owns, the application works as guiju_app', async () => {
  await asOwner(
    `CREATE ROLE firm LOGIN CREATEROLE PASSWORD 'p'`,
    'GRANT guiju_app TO firm',
    'CREATE DATABASE firm OWNER firm',
  );
  const source = await openDatabaseServer(urlFor('firm', 'p', 'firm'));
  expect(source.database).toBe('firm');
  for (const [role, user] of [
    ['owner', 'firm'],
    ['app', 'guiju_app'],
  ] as const) {
    const client = new Client(source.connection('firm', role));
    await client.connect();
    expect((await client.query('SELECT current_user::text AS user')).rows).toEqual([{ user }]);
    await client.end();
  }
});

test('a user who may not make the role is told what an administrator has to run', async () => {
  await asOwner(`CREATE ROLE small LOGIN PASSWORD 'p'`, 'CREATE DATABASE small OWNER small');
  await expect(openDatabaseServer(urlFor('small', 'p', 'small'))).rejects.toMatchObject({
    code: 'postgres.failed',
    exitCode: 6,
    zh: expect.stringContaining('GRANT guiju_app TO "small"'),
  });
});

test('a server that does not answer, and a wrong password, are declared faults without the password', async () => {
  await expect(openDatabaseServer('postgres://a:hunter2@127.0.0.1:1/guiju')).rejects.toMatchObject({
    code: 'postgres.failed',
    message: expect.not.stringContaining('hunter2'),
  });
  await expect(openDatabaseServer(urlFor('guiju_owner', 'hunter2', 'postgres'))).rejects.toMatchObject({
    code: 'postgres.failed',
    en: expect.stringContaining('password authentication failed'),
  });
});
