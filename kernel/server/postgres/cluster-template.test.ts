import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ClusterTemplate, copyTemplate } from './cluster-template.ts';
import { makeClusterTemplate } from './make-cluster-template.ts';
import { nativePrograms } from './native-programs.ts';
import { postmasterPid } from './postmaster-pid.ts';
import { serviceAccount } from './service-account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const root = mkdtempSync(join(tmpdir(), 'guiju-template-'));
const silent = { info() {}, warn() {}, error() {} };
const template: ClusterTemplate = {
  folder: join(root, '模 板'),
  content: 'one',
  renew: ['UPDATE number SET own = gen_random_uuid()'],
};
const servers: EmbeddedPostgres[] = [];

async function query<Row>(server: EmbeddedPostgres, sql: string): Promise<Row[]> {
  const client = new Client(server.connection('guiju', 'owner'));
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function start(name: string, from = template): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: join(root, name), log: silent, template: () => from });
  servers.push(server);
  return server;
}

/** All by which one cluster can be told from another, or got into. */
async function identityOf(name: string, server: EmbeddedPostgres): Promise<Record<string, string | undefined>> {
  const [row] = await query<Record<string, string>>(
    server,
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system, (SELECT own::text FROM number) AS own,
       (SELECT rolpassword FROM pg_authid WHERE rolname = 'guiju_owner') AS owner,
       (SELECT rolpassword FROM pg_authid WHERE rolname = 'guiju_app') AS app`,
  );
  const passwords = JSON.parse(readFileSync(join(root, name, 'postgres-passwords.json'), 'utf8'));
  const { nonce } = inControlFile(join(root, name, 'postgres'));
  return { ...row, nonce, ownerPassword: passwords.owner, appPassword: passwords.app };
}

function inControlFile(cluster: string): { system: string; nonce: string } {
  const control = readFileSync(join(cluster, 'global', 'pg_control'));
  return { system: String(control.readBigInt64LE()), nonce: control.subarray(257, 289).toString('hex') };
}

function onlyIn(folder: string): string {
  return join(folder, readdirSync(folder)[0] ?? '');
}

beforeAll(async () => {
  await makeClusterTemplate(template, silent, async (server) => {
    const client = new Client(server.connection(server.database, 'owner'));
    await client.connect();
    await client.query('CREATE TABLE number (own uuid DEFAULT gen_random_uuid(), word text)');
    await client.query(`INSERT INTO number (word) VALUES ('规矩')`);
    await client.end();
  });
}, 60_000);
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('two installations of one template have its content and share no password, secret or identity', async () => {
  const [first, second] = [await start('first'), await start('second')];
  expect(await query(first, 'SELECT word FROM number')).toEqual([{ word: '规矩' }]);
  const [one, other] = [await identityOf('first', first), await identityOf('second', second)];
  const shared = Object.keys(one).filter((name) => one[name] === other[name]);
  expect({ shared, empty: Object.values(one).filter((value) => !value) }).toEqual({ shared: [], empty: [] });

  const own = inControlFile(onlyIn(template.folder));
  expect([one.system, other.system]).not.toContain(own.system);
  expect([one.nonce, other.nonce]).not.toContain(own.nonce);
}, 60_000);

test('a copy recovers from a sudden end: the log is its own', async () => {
  const before = await start('first');
  await query(before, `INSERT INTO number (word) VALUES ('不丢')`);
  const gone = new Promise((resolve) => before.onUnexpectedExit(resolve));
  process.kill(postmasterPid(join(root, 'first', 'postgres')) ?? 0, 'SIGKILL');
  await gone;
  const words = () => query(before, 'SELECT word FROM number ORDER BY word').catch(() => undefined);
  await expect.poll(words, { timeout: 20_000 }).toEqual([{ word: '不丢' }, { word: '规矩' }]);
}, 60_000);

test('only a whole template of this content, laid out as known, is copied', () => {
  const account = serviceAccount(join(root, 'no cluster'));
  const programs = nativePrograms(account);
  const copied = (from: ClusterTemplate, version = programs.version): boolean => {
    const to = join(root, 'copy');
    const done = copyTemplate(from, to, { ...programs, version }, account);
    expect(existsSync(to)).toBe(done);
    rmSync(to, { recursive: true, force: true });
    return done;
  };
  expect(copied(template)).toBe(true);
  expect(copied({ ...template, content: 'two' })).toBe(false);
  expect(copied(template, '18.5.0')).toBe(false);

  const spoilt = { ...template, folder: join(root, 'spoilt') };
  cpSync(template.folder, spoilt.folder, { recursive: true });
  expect(copied(spoilt)).toBe(true);
  const control = join(onlyIn(spoilt.folder), 'global', 'pg_control');
  const bytes = readFileSync(control);
  for (const at of [8, 100]) {
    writeFileSync(control, bytes.with(at, bytes.readUInt8(at) ^ 1));
    expect(copied(spoilt)).toBe(false);
  }
});

test('a making that ends half way leaves no template, and without one the cluster is made as ever', async () => {
  const halfMade = { ...template, folder: join(root, 'half made') };
  const killed = makeClusterTemplate(halfMade, silent, async () => {
    throw new Error('half way');
  });
  await expect(killed).rejects.toThrow('half way');
  expect(readdirSync(halfMade.folder)).toEqual([]);
  // As a kill leaves it.
  cpSync(onlyIn(template.folder), join(halfMade.folder, 'new-abc', 'postgres'), { recursive: true });
  const server = await start('without', halfMade);
  expect(await query(server, `SELECT to_regclass('number') AS number`)).toEqual([{ number: null }]);
}, 60_000);

test('where there is no room for a template its making fails', async () => {
  writeFileSync(join(root, 'a file'), '');
  const nowhere = { ...template, folder: join(root, 'a file') };
  await expect(makeClusterTemplate(nowhere, silent, async () => undefined)).rejects.toThrow(/EEXIST|ENOTDIR/);
});
