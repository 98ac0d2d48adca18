import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { destroyEvidenceKeys } from './destroy-evidence-keys.ts';
import { eraseContents } from './erase-contents.ts';
import { type EvidenceKeys, openEvidenceKeys } from './evidence-keys.ts';
import { exportEvidence } from './export-evidence.ts';
import { linkPending } from './link-pending.ts';
import { readEvidence } from './read-evidence.ts';
import { prepareEvidence, recordEvidence } from './record-evidence.ts';
import { verifyEvidence } from './verify-evidence.ts';

const at = '2027-03-01T08:00:00Z';
const zhang = '01900000-0000-7000-8000-000000000001';
const wang = '01900000-0000-7000-8000-000000000002';

let owner: Client;
let app: Client;
let keyClient: Client;
let drop: () => Promise<void>;
let directory: string;
let keys: EvidenceKeys;
/** Four records of one person, linked. */
let ids: string[];

beforeEach(async () => {
  const database = await cloneTestDatabase([{ schema: 'kernel', folder: new URL('../migrations/', import.meta.url) }]);
  drop = database.drop;
  owner = new Client(database.access.owner);
  app = new Client(database.access.app);
  keyClient = new Client(database.access.app);
  await Promise.all([owner, app, keyClient].map((client) => client.connect()));
  directory = await mkdtemp(join(tmpdir(), 'gj-keys-'));
  keys = await openEvidenceKeys({ directory, client: keyClient });
  ids = [1, 2, 3, 4].map(() => randomUUID());
  for (const [number, id] of ids.entries()) await recordEvidence(app, keys, { ...about, id, record: { number } });
  await linkPending(app, { limit: 100, at });
});
afterEach(async () => {
  await Promise.all([owner, app, keyClient].map((client) => client.end()));
  await drop();
  await rm(directory, { recursive: true });
});

const about = { chain: 'approval:1', kind: 'approvals.decided', at, subjectPersonId: zhang };
const erase = (contentIds: readonly string[]) =>
  eraseContents(app, (evidence) => prepareEvidence(keys, evidence), {
    id: randomUUID(),
    keyId: randomUUID(),
    at,
    contentIds,
    reason: '销毁 XH-2027-0001',
    decidedByPersonId: wang,
  });
const readable = async () => [...(await readEvidence(app, keys, ids)).keys()].sort();

async function verified() {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportEvidence(app, keys, writable, { at });
  return verifyEvidence(Buffer.concat(chunks).toString().trimEnd().split('\n'));
}

describe('erasing single contents', () => {
  test('of a person whose other contents stay: the chain still verifies', async () => {
    const [first = '', second = '', third = '', fourth = ''] = ids;
    expect(await erase([third, first])).toBe(2);
    expect(await readable()).toEqual([second, fourth].sort());
    expect(await verified()).toMatchObject({ ok: true, links: 5, erased: 2, readable: 3 });
    const { rows } = await owner.query(
      'select length(ciphertext) as length from kernel.evidence_content where id = $1',
      [first],
    );
    expect(rows).toEqual([{ length: 0 }]);
    // Again finds nothing left to do.
    expect(await erase([third, first])).toBe(0);
  });

  test('and of the whole person before or afterwards', async () => {
    await erase(ids.slice(0, 1));
    const erasure = {
      id: randomUUID(),
      at,
      of: { subjectPersonId: zhang },
      reason: '个人要求',
      decidedByPersonId: wang,
    };
    expect(await destroyEvidenceKeys(app, keys, erasure)).toHaveLength(1);
    expect(await erase(ids)).toBe(0);
    expect(await readable()).toEqual([]);
    expect(await verified()).toMatchObject({ ok: true, erased: 4 });
  });

  test('what is not linked yet is not erased', async () => {
    const id = randomUUID();
    await recordEvidence(app, keys, { ...about, id, record: {} });
    await expect(erase([id])).rejects.toMatchObject({ code: 'GJ023' });
  });

  test('the application can not empty content past the record, nor erase the record', async () => {
    await erase(ids.slice(0, 1));
    await expect(app.query(`update kernel.evidence_content set ciphertext = ''`)).rejects.toThrow(/permission denied/);
    const { rows } = await owner.query(`select id from kernel.evidence_key where starts_with(scope, 'contents:')`);
    await expect(
      app.query('select kernel.erase_evidence_contents($1, $2::uuid[])', [rows[0].id, ids]),
    ).rejects.toMatchObject({ code: 'GJ022' });
    await linkPending(app, { limit: 100, at });
    const records = await owner.query(`select id from kernel.evidence_content where kind = 'evidence.keysDestroyed'`);
    await expect(erase([records.rows[0].id])).rejects.toMatchObject({ code: 'GJ024' });
  });

  test('the owner of the database who puts one more content under the key is found', async () => {
    const [first = '', second = ''] = ids;
    await erase([first]);
    await owner.query(
      `update kernel.evidence_content set ciphertext = '', nonce = '',
         key_id = (select key_id from kernel.evidence_content where id = $1) where id = $2`,
      [first, second],
    );
    expect((await verified()).problems).toEqual([
      { code: 'erased-without-record', facts: { keyId: expect.any(String), count: 2, number: 1 } },
    ]);
  });
});
