import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'guiju-run-'));
const fixture = join(import.meta.dirname, 'run-server.fixture.ts');
// One cluster for all: most of a test's time would be spent on making it.
const dataDir = join(root, '数 据');
const running: Run[] = [];

afterEach(async () => {
  for (const run of running.splice(0)) {
    run.child.kill('SIGTERM');
    await run.exitCode;
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  output(): string;
}

function run(argv: string[] = [], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [fixture, '--host=127.0.0.1', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, GUIJU_DATA: dataDir, GUIJU_PORT: '0', ...env },
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const said = [child.stdout, child.stderr].map((stream) => new Promise((resolve) => stream?.once('end', resolve)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // Not 'close', which a process whose channel was disconnected never reports.
  const exitCode = Promise.all([exited, ...said]).then(([code]) => code);
  const started = { child, exitCode, output: () => output };
  running.push(started);
  return started;
}

async function addressOf(started: Run): Promise<string> {
  await expect.poll(started.output, { timeout: 20_000 }).toContain('First set-up');
  return /running: (\S+)/.exec(started.output())?.[1] ?? '';
}

test('starts, says where it is and how to set it up, answers, and stops on SIGINT with exit code 0', async () => {
  const server = run();
  const address = await addressOf(server);
  expect(server.output()).toContain(`规矩已启动 / Guiju is running: ${address}\n`);
  expect(server.output()).toContain(`${address}/set-up?key=once`);
  expect(await (await fetch(address)).json()).toMatchObject({ user: 'guiju_app' });
  server.child.kill('SIGINT');
  expect(await server.exitCode).toBe(0);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a signal that arrives twice for one key press stops in order, a second press ends at once', async () => {
  const server = run([], { HANG: 'yes' });
  await addressOf(server);
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  await expect.poll(server.output).toContain('Stopping');
  const press = (): number | null => {
    server.child.kill('SIGINT');
    return server.child.exitCode;
  };
  await expect.poll(press, { timeout: 10_000 }).toBe(130);
});

test('the end of the launcher stops it', async () => {
  const server = run();
  await addressOf(server);
  server.child.disconnect();
  expect(await server.exitCode).toBe(0);
});

test('a crash is logged and stops the database too', async () => {
  const server = run();
  const address = await addressOf(server);
  await fetch(`${address}/crash`).catch(() => undefined);
  expect(await server.exitCode).toBe(1);
  expect(server.output()).toContain('crash on purpose');
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a second start on running data has an exit code and a sentence of its own, and harms nothing', async () => {
  const first = run();
  const address = await addressOf(first);
  const second = run();
  expect(await second.exitCode).toBe(3);
  expect(second.output()).toContain('正被另一个运行中的规矩');
  expect((await fetch(address)).status).toBe(200);
});

test('a program that cannot listen says so, and the database is stopped again', async () => {
  const server = run([], { TAKEN: 'yes' });
  expect(await server.exitCode).toBe(5);
  expect(server.output()).toContain('端口已被占用\n\nThe port is taken\n');
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('a wrong configuration starts nothing', async () => {
  const server = run(['--prot=1', '--log-level=loud']);
  expect(await server.exitCode).toBe(2);
  expect(server.output()).toContain('did you mean --port?');
  expect(server.output()).toContain('--log-level');
});

test('the database as an address of its own starts no server of ours', async () => {
  const server = run([], {
    DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/guiju',
    GUIJU_DATA: join(root, 'unused'),
  });
  expect(await server.exitCode).toBe(6);
  expect(server.output()).toContain('127.0.0.1:1');
  expect(server.output()).not.toContain('secret');
  expect(existsSync(join(root, 'unused'))).toBe(false);
});

test('--help names every option', async () => {
  const server = run(['--help']);
  expect(await server.exitCode).toBe(0);
  expect(server.output()).toContain('--trust-proxy');
});
