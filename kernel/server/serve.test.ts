import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { readConfig } from './config.ts';
import { composition } from './kernel.fixture.ts';
import { migrationSets } from './program.ts';
import { serve } from './serve.ts';

let clone: Awaited<ReturnType<typeof cloneTestDatabase>>;
let other: Server;
const dataDir = mkdtempSync(join(tmpdir(), 'guiju-serve-'));

beforeAll(async () => {
  clone = await cloneTestDatabase(migrationSets(composition));
  other = createServer((_request, response) => response.end('somebody else'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  other.close();
  await clone.drop();
  rmSync(dataDir, { recursive: true });
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const start = (port: number, host = '127.0.0.1') =>
  serve({
    config: readConfig([`--host=${host}`, `--port=${port}`, `--data=${dataDir}`], {}),
    database: { database: '', connection: (_database, role) => clone.access[role] as never },
    composition,
    version: 'test',
    webFolder: pathToFileURL(`${dataDir}/`),
    log: pino({ level: 'silent' }),
    openApi: () => ({}),
    setupLink: async () => undefined,
  });

test('a port that is taken is a declared fault with its number; nothing stays open, and another port works', async () => {
  await expect(start(portOf(other))).rejects.toMatchObject({
    code: 'port.taken',
    exitCode: 5,
    zh: expect.stringContaining(String(portOf(other))),
    en: expect.stringContaining('--port'),
  });
  expect(await (await fetch(`http://127.0.0.1:${portOf(other)}`)).text()).toBe('somebody else');
  const client = new pg.Client(clone.access.owner);
  await client.connect();
  const others = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  await expect.poll(async () => (await client.query(others)).rowCount).toBe(0);
  await client.end();
  const served = await start(0);
  expect((await fetch(`${served.address}/api/health`)).status).toBe(200);
  await served.stop();
});

test('an address that this machine does not have is another declared fault', async () => {
  await expect(start(0, '192.0.2.1')).rejects.toMatchObject({ code: 'port.denied', exitCode: 5 });
});
