import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { DatabaseConnection } from '#kernel/server/postgres/database-source.ts';

test('a run that is killed leaves neither server nor directory behind', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'guiju-killed-'));
  const fixture = join(import.meta.dirname, 'test-database-server.fixture.ts');
  const run = spawn(process.execPath, [fixture], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: temporary },
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: run.stdout }).once('line', resolve));
  const connection: DatabaseConnection = JSON.parse(line);
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  const [settings] = (await client.query(`SELECT current_setting('fsync') AS fsync`)).rows;
  expect(settings).toEqual({ fsync: 'off' });
  const disconnected = new Promise((resolve) => client.once('end', resolve));
  run.kill('SIGKILL');
  await disconnected;
  await expect.poll(() => readdirSync(temporary), { timeout: 10_000 }).toEqual([]);
  expect(existsSync(connection.host)).toBe(false);
  rmSync(temporary, { recursive: true });
});
