import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyFile } from '#kernel/server/chain/verify-file.ts';
import { postmasterPid } from '#kernel/server/postgres/postmaster-pid.ts';
import { ownerName } from '#kernel/server/postgres/prepare-cluster.ts';
import { goodPassword } from '#modules/access/testing.ts';
import { personJoined } from '#modules/directory/contract/events.ts';
import { composition } from '#modules/index.ts';

const root = join(import.meta.dirname, '..', '..');
const dataDir = mkdtempSync(join(tmpdir(), 'guiju-end-'));
const clusterDir = join(dataDir, 'postgres');
let server: { readonly child: ChildProcess; readonly exited: Promise<void>; readonly url: string } | undefined;
let cookie = '';

beforeAll(() => {
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [join(root, 'launcher.mjs'), 'build'], { env });
}, 120_000);
afterAll(async () => {
  server?.child.kill('SIGTERM');
  await server?.exited;
  const left = postmasterPid(clusterDir);
  if (left) process.kill(left, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** The program as it is delivered, built into few files; gives what it says until it says this. */
async function startUntil(said: RegExp): Promise<string> {
  const main = join(root, 'dist', 'server', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main, '--host=127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GUIJU_DATA: dataDir, GUIJU_PORT: '0', GUIJU_LOG_LEVEL: 'error' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  server = { child, exited, url: '' };
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(said);
  server = { child, exited, url: /running: (\S+)/.exec(output)?.[1] ?? '' };
  return output;
}

const start = () => startUntil(/is running: \S+\n/);

interface Sent {
  readonly commandId: string;
  readonly operation: string;
  readonly input: unknown;
}

async function send({ commandId, operation, input }: Sent): Promise<Response> {
  const response = await fetch(`${server?.url}/api/v1/${operation}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'guiju-command-id': commandId },
    body: JSON.stringify(input),
  });
  cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
  return response;
}

async function call<A>(operation: string, input: unknown): Promise<A> {
  const response = await send({ commandId: crypto.randomUUID(), operation, input });
  const answer = (await response.json()) as A;
  if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
  return answer;
}

/** SQL as the owner of the running program's database. */
async function sql<R>(text: string, values: unknown[] = []): Promise<R[]> {
  const host = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[4];
  const { owner } = JSON.parse(readFileSync(join(dataDir, 'postgres-passwords.json'), 'utf8')) as { owner: string };
  const client = new Client({ host, user: ownerName, password: owner, database: 'guiju' });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as R[];
  } finally {
    await client.end();
  }
}

const acknowledged = new Map<Sent, unknown>();
const unanswered = new Set<Sent>();

/**
 * Sends one command after the other, on several connections at once, until each has failed; `end` is called in the middle
 * of it. An answer that isn't a success has to say that the database is away.
 */
async function sendUntilTheEnd(make: (commandId: string) => Omit<Sent, 'commandId'>, end: () => void): Promise<void> {
  const enough = acknowledged.size + 30;
  let ended = false;
  async function work(): Promise<void> {
    for (;;) {
      const commandId = crypto.randomUUID();
      const sent = { commandId, ...make(commandId) };
      unanswered.add(sent);
      const response = await send(sent).catch(() => undefined);
      const answer = await response?.json().catch(() => undefined);
      if (response && !response.ok) expect(answer).toMatchObject({ error: { code: 'kernel.databaseAway' } });
      if (!response?.ok || answer === undefined) return;
      acknowledged.set(sent, answer);
      unanswered.delete(sent);
      if (acknowledged.size >= enough && !ended) {
        ended = true;
        end();
      }
    }
  }
  await Promise.all(Array.from({ length: 4 }, work));
}

/** Sends everything once more: what was acknowledged is answered as before, the rest is done now unless it was. */
async function repeatAll(): Promise<void> {
  for (const [sent, answer] of acknowledged) expect(await (await send(sent)).json()).toEqual(answer);
  for (const sent of unanswered) {
    const response = await send(sent);
    expect([sent.operation, response.status]).toEqual([sent.operation, 200]);
    acknowledged.set(sent, await response.json());
  }
  unanswered.clear();
}

/** Every command there exactly once, every event numbered and heard by every subscriber, nothing missing in the evidence. */
async function expectWhole(employerId: string, conversationId: string): Promise<void> {
  const sentOf = (operation: string) => [...acknowledged.keys()].filter((sent) => sent.operation === operation);
  const accounts = sentOf('directory.createPerson').map(({ input }) => (input as { account: string }).account);
  const people = await call<{ rows: { account: string }[] }>('directory.listPeople', { employerId, limit: 200 });
  expect(people.rows.map((row) => row.account).sort()).toEqual(accounts.sort());
  const texts = sentOf('messaging.sendMessage').map(({ input }) => (input as { text: string }).text);
  const messages = await call<{ rows: { body: { text: string } }[] }>('messaging.listMessages', {
    conversationId,
    limit: 200,
  });
  expect(messages.rows.map((row) => row.body.text).sort()).toEqual(texts.sort());

  const pending = () => sql('select id from kernel.event_pending');
  await expect.poll(pending, { timeout: 30_000 }).toEqual([]);
  const subscribers = composition.modules.flatMap((module) => module.subscribers);
  const behind = () =>
    sql(
      `select s.name, e.number from unnest($1::text[], $2::text[]) as wanted (subscriber, event)
       join kernel.subscriber s on s.name = wanted.subscriber
       join kernel.event e on e.name = wanted.event and e.number > s.number`,
      [subscribers.map(({ name }) => name), subscribers.map(({ event }) => event.name)],
    );
  await expect.poll(behind, { timeout: 30_000 }).toEqual([]);
  expect(await sql('select * from kernel.parked_event')).toEqual([]);
  expect(
    await sql(
      `select count(distinct id) = count(*) as once, max(number) = count(*) as numbered,
         max(number) = (select number from kernel.event_head) as all from kernel.event`,
    ),
  ).toEqual([{ once: true, numbered: true, all: true }]);
  expect(
    await sql(`select count(*)::int as joined from kernel.event where facts->>'employerId' = $1 and name = $2`, [
      employerId,
      personJoined.name,
    ]),
  ).toEqual([{ joined: accounts.length }]);

  const file = join(dataDir, 'evidence.ndjson');
  const exported = await send({ commandId: crypto.randomUUID(), operation: 'kernel.exportEvidence', input: {} });
  writeFileSync(file, await exported.text());
  expect(await verifyFile(file)).toMatchObject({ ok: true, problems: [] });
}

test('a sudden end of the program or of its database loses nothing that was acknowledged, and does nothing twice', async () => {
  const secret = /set-up#(\S+)/.exec(await startUntil(/set-up#\S+\n/))?.[1];
  await call('admin.setUpCompany', {
    secret,
    companyName: '云澜集团',
    employers: [{ name: '云澜酒店集团有限公司' }],
    administrator: { name: '顾思远', account: 'gusiyuan', password: goodPassword },
  });
  const made = await call<{ employerId: string; departmentId: string }>('directory.createEmployer', {
    name: '云澜科技',
  });
  const { employerId, departmentId } = made;
  const person = (account: string) => ({
    operation: 'directory.createPerson',
    input: { employerId, account, name: '员工', departments: [{ departmentId, main: true }] },
  });
  const colleague = { commandId: crypto.randomUUID(), ...person('colleague') };
  const { personId } = (await (await send(colleague)).json()) as { personId: string };
  acknowledged.set(colleague, await (await send(colleague)).json());
  const { conversationId } = await call<{ conversationId: string }>('messaging.openDirect', { personId });
  let turn = 0;
  const next = (commandId: string) => {
    turn += 1;
    if (turn % 2 === 0) return person(`p${turn}`);
    const input = { conversationId, clientId: commandId, text: `第 ${turn} 条` };
    return { operation: 'messaging.sendMessage', input };
  };

  await sendUntilTheEnd(next, () => server?.child.kill('SIGKILL'));
  expect(unanswered.size).toBeGreaterThan(0);
  await server?.exited;
  await start();
  await repeatAll();
  await expectWhole(employerId, conversationId);

  const before = postmasterPid(clusterDir);
  await sendUntilTheEnd(next, () => process.kill(before ?? 0, 'SIGKILL'));
  expect(unanswered.size).toBeGreaterThan(0);
  const health = async () => (await fetch(`${server?.url}/api/health`)).status;
  await expect.poll(health, { timeout: 60_000 }).toBe(200);
  expect(postmasterPid(clusterDir)).not.toBe(before);
  await repeatAll();
  await expectWhole(employerId, conversationId);
}, 180_000);

test('a fault names the source that it came from, not the file that was built of it', async () => {
  await sql(`update kernel.migration set sha256 = 'another' where file = '0001-tables.sql'`);
  server?.child.kill('SIGTERM');
  await server?.exited;
  expect(await startUntil(/0001-tables\.sql was changed[^}]*\}/)).toMatch(
    /at migrate\S* \([^)]*kernel\/server\/database\/migrate\.ts:\d+/,
  );
}, 60_000);
