import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationSets } from '#kernel/server/program.ts';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { composition, openSample } from '#modules/index.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'guiju-sample-'));
let clone: Awaited<ReturnType<typeof cloneTestDatabase>>;
let owner: pg.Client;
beforeAll(async () => {
  clone = await cloneTestDatabase(migrationSets(composition));
  owner = new pg.Client({ ...clone.access.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await clone.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the sample; nothing may be made in these tests. */
const open = () =>
  openSample({
    database: clone.access,
    dataDir,
    composition,
    log: pino({ level: 'fatal' }),
    version: 'test',
    setupLink: async () => {
      throw new Error('the sample is being made');
    },
    progress: () => undefined,
  });

test('a real company is left alone, an unfinished sample is refused, a finished one just starts', async () => {
  await owner.query('update admin.set_up set done_at = now()');
  await expect(open()).rejects.toMatchObject({ code: 'sample.realCompany', exitCode: 7 });
  expect((await owner.query('select * from sample.company')).rows).toEqual([]);
  await owner.query('insert into sample.company (begun_at) values (now())');
  await expect(open()).rejects.toMatchObject({ code: 'sample.unfinished', exitCode: 7 });
  await owner.query('update sample.company set done_at = now()');
  expect(await open()).toBeUndefined();
});
