import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { StartFault } from '../start-fault.ts';
import type { DatabaseConnection } from './database-source.ts';
import { postmasterPid } from './postmaster-pid.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const root = mkdtempSync(join(tmpdir(), 'guiju-postgres-test-'));
const fixture = join(import.meta.dirname, 'start-embedded-postgres.fixture.ts');
const silent = { info() {}, warn() {}, error() {} };
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
let folders = 0;
/** Made by whichever test comes first; most of a test's time would be spent on making a cluster. */
const shared = join(root, '规矩 的数据');

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function newFolder(name = '数 据'): string {
  folders += 1;
  return join(root, String(folders), name);
}

async function start(dataDir: string, fsync = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: silent, fsync });
  servers.push(server);
  return server;
}

async function startProcess(
  dataDir: string,
): Promise<{ child: ChildProcess; pid: number; connection: DatabaseConnection }> {
  const child = spawn(process.execPath, [fixture, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await Promise.race([
    new Promise<string[]>((resolve) =>
      createInterface({ input: child.stdout }).once('line', (text) => resolve([text])),
    ),
    new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`ended with ${code}`)))),
  ]);
  return { child, ...JSON.parse(line ?? '') };
}

async function query<Row>(connection: DatabaseConnection, sql: string): Promise<Row[]> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function faultOf(promise: Promise<unknown>): Promise<StartFault> {
  const fault = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (fault instanceof StartFault) return fault;
  throw new Error('no declared fault', { cause: fault });
}

test('a first start makes a cluster that knows Chinese, two roles and the database; a second start finds them', async () => {
  const dataDir = shared;
  const first = await start(dataDir);
  const owner = first.connection('guiju', 'owner');
  const app = first.connection('guiju', 'app');
  expect(owner.password).not.toBe(app.password);
  const [facts] = await query<Record<string, unknown>>(
    owner,
    `SELECT current_setting('server_version_num')::int >= 180000 AS new, current_setting('listen_addresses') AS tcp,
            current_setting('wal_level') AS wal, current_setting('jit') AS jit, current_setting('server_encoding') AS encoding,
            'Ä上' ~ '^[[:alpha:]]{2}$' AS letters, lower('ÄÖ') AS lower`,
  );
  expect(facts).toEqual({
    new: true,
    tcp: '',
    wal: 'replica',
    jit: 'off',
    encoding: 'UTF8',
    letters: true,
    lower: 'äö',
  });
  await query(owner, 'CREATE EXTENSION pg_trgm');
  const [trigrams] = await query<{ count: number }>(owner, `SELECT cardinality(show_trgm('上海市')) AS count`);
  expect(trigrams?.count).toBe(4);
  await query(
    owner,
    `DROP TABLE IF EXISTS kept; CREATE TABLE kept (word text); INSERT INTO kept VALUES ('规矩'); GRANT SELECT ON kept TO guiju_app`,
  );
  await first.stop();
  expect(existsSync(owner.host)).toBe(false);

  const second = await start(dataDir);
  expect(await query(second.connection('guiju', 'app'), 'SELECT word FROM kept')).toEqual([{ word: '规矩' }]);
});

test('the application can neither make nor alter tables; secrets and data are for the owner only', async () => {
  const dataDir = shared;
  const server = await start(dataDir);
  const app = server.connection('guiju', 'app');
  await query(server.connection('guiju', 'owner'), 'CREATE TABLE IF NOT EXISTS ledger (entry int)');
  await expect(query(app, 'CREATE TABLE mine (a int)')).rejects.toThrow(/permission denied/);
  await expect(query(app, 'ALTER TABLE ledger ADD b int')).rejects.toThrow(/must be owner/);
  await expect(query(app, 'CREATE DATABASE mine')).rejects.toThrow(/permission denied/);
  await expect(query({ ...app, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  const mode = (path: string): number => statSync(path).mode & 0o777;
  expect(mode(dataDir)).toBe(0o700);
  expect(mode(join(dataDir, 'postgres'))).toBe(0o700);
  expect(mode(join(dataDir, 'postgres-passwords.json'))).toBe(0o600);
  expect(mode(app.host)).toBe(0o700);
});

test('after kill -9 of the program the next start ends the PostgreSQL left over and has every committed row', async () => {
  const dataDir = shared;
  const { child, pid, connection } = await startProcess(dataDir);
  await query(
    connection,
    'DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int); INSERT INTO kept SELECT generate_series(1, 1000)',
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  expect(await query(connection, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);

  const next = await start(dataDir);
  expect(next.pid).not.toBe(pid);
  expect(await query(next.connection('guiju', 'owner'), 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
});

test('after kill -9 of PostgreSQL itself it is started again, tells so, and has every committed row', async () => {
  const server = await start(shared, true);
  const connection = server.connection('guiju', 'owner');
  await query(connection, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
  const told = new Promise((resolve) => server.onUnexpectedExit(resolve));
  const killed = server.pid ?? 0;
  process.kill(killed, 'SIGKILL');
  expect(await told).toEqual({ exitCode: null, signal: 'SIGKILL' });
  await expect
    .poll(() => query(connection, 'SELECT n FROM kept').catch(() => 'not yet'), { timeout: 20_000 })
    .toEqual([{ n: 7 }]);
  expect(server.pid).not.toBe(killed);
});

test('a second start on data in use is refused with its own exit code, and harms nothing', async () => {
  const dataDir = shared;
  const { child, connection } = await startProcess(dataDir);
  const fault = await faultOf(startEmbeddedPostgres({ dataDir, log: silent, fsync: false }));
  expect(fault.code).toBe('data.inUse');
  expect(fault.exitCode).toBe(3);
  expect(fault.zh).toContain(`进程 ${child.pid}`);
  expect(fault.en).toContain(`process ${child.pid}`);
  expect(await query(connection, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('a process id in postmaster.pid that is somebody else by now does not keep PostgreSQL from starting', async () => {
  const dataDir = shared;
  await (await start(dataDir)).stop();
  const clusterDir = join(dataDir, 'postgres');
  writeFileSync(join(clusterDir, 'postmaster.pid'), `${process.pid}\n${clusterDir}\n1\n5432\n/tmp\n\n  1 1\n`, {
    mode: 0o644,
  });
  const again = await start(dataDir);
  expect(await query(again.connection('guiju', 'app'), 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  expect(postmasterPid(clusterDir)).toBe(again.pid);
});

test('a half-made cluster of a start that was interrupted is thrown away', async () => {
  const dataDir = shared;
  mkdirSync(join(dataDir, 'postgres.new-1', 'base'), { recursive: true });
  await start(dataDir);
  expect(existsSync(join(dataDir, 'postgres.new-1'))).toBe(false);
});

test('a lost password file is made anew, and data is kept', async () => {
  const dataDir = shared;
  const first = await start(dataDir);
  const before = first.connection('guiju', 'app');
  await query(first.connection('guiju', 'owner'), 'DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int)');
  await first.stop();
  rmSync(join(dataDir, 'postgres-passwords.json'));
  const second = await start(dataDir);
  expect(second.connection('guiju', 'app').password).not.toBe(before.password);
  expect(await query(second.connection('guiju', 'owner'), 'SELECT n FROM kept')).toEqual([]);
});

test('a data directory with a path far beyond the limit of a socket works', async () => {
  const dataDir = newFolder('很长的目录名'.repeat(10));
  expect(Buffer.byteLength(dataDir)).toBeGreaterThan(150);
  const server = await start(dataDir);
  expect(await query(server.connection('guiju', 'app'), 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('data of another PostgreSQL is left alone', async () => {
  const dataDir = newFolder();
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '99\n');
  const fault = await faultOf(startEmbeddedPostgres({ dataDir, log: silent }));
  expect(fault.code).toBe('postgres.newerData');
  expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('99\n');
});

test('what PostgreSQL said stands in the fault when it does not start, and the directory is free again', async () => {
  const dataDir = shared;
  await (await start(dataDir)).stop();
  const settings = join(dataDir, 'postgres', 'postgresql.conf');
  const good = readFileSync(settings, 'utf8');
  writeFileSync(settings, 'no_such_setting = on\n');
  const fault = await faultOf(startEmbeddedPostgres({ dataDir, log: silent }));
  expect(fault.code).toBe('postgres.failed');
  expect(fault.en).toContain('no_such_setting');
  writeFileSync(settings, good);
  await start(dataDir);
});

test('a read-only data directory is said before anything is started', async () => {
  const closed = join(root, '只 读');
  mkdirSync(closed);
  chmodSync(closed, 0o555);
  chmodSync(root, 0o755);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    const fault = await faultOf(startEmbeddedPostgres({ dataDir: join(closed, 'data'), log: silent }));
    expect(fault.code).toBe('data.readOnly');
    expect(fault.exitCode).toBe(4);
    expect(fault.zh).toContain('不可写');
    expect(fault.en).toContain('cannot be written');
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('a file in the place of the data directory is said', async () => {
  writeFileSync(join(root, 'a file'), '');
  const fault = await faultOf(startEmbeddedPostgres({ dataDir: join(root, 'a file', 'data'), log: silent }));
  expect(fault.code).toBe('data.unusable');
});
