import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloneTestDatabase } from '#kernel/testing/test-database.ts';
import { anchorErasures, anchoredErasures } from './anchored-erasures.ts';
import { canonicalJson } from './canonical-json.ts';
import { destroyEvidenceKeys } from './destroy-evidence-keys.ts';
import { type EvidenceKeys, KeyFileMissing, openEvidenceKeys } from './evidence-keys.ts';
import { exportEvidence } from './export-evidence.ts';
import { linkPending } from './link-pending.ts';
import { readEvidence } from './read-evidence.ts';
import { type Evidence, prepareEvidence, recordEvidence, recordPrepared } from './record-evidence.ts';
import { signHead } from './sign-head.ts';
import { verifyEvidence } from './verify-evidence.ts';
import { verifyFile } from './verify-file.ts';

const at = '2027-03-01T08:00:00Z';
const zhang = '01900000-0000-7000-8000-000000000001';
const wang = '01900000-0000-7000-8000-000000000002';

let owner: Client;
let app: Client;
/** Further connections of the application: other relays, and that of the keys. */
let relays: Client[];
let relay: Client;
let keyClient: Client;
let drop: () => Promise<void>;
let directory: string;
let keys: EvidenceKeys;

/** A database for each test: most of them damage it. */
beforeEach(async () => {
  const folder = new URL('../migrations/', import.meta.url);
  const database = await cloneTestDatabase([{ schema: 'kernel', folder }]);
  drop = database.drop;
  owner = new Client(database.access.owner);
  app = new Client(database.access.app);
  relays = Array.from({ length: 4 }, () => new Client(database.access.app));
  relay = relays[0] ?? app;
  keyClient = new Client(database.access.app);
  await Promise.all([owner, app, keyClient, ...relays].map((client) => client.connect()));
  directory = await mkdtemp(join(tmpdir(), 'gj-keys-'));
  keys = await openEvidenceKeys({ directory, client: keyClient });
});
afterEach(async () => {
  await Promise.all([owner, app, keyClient, ...relays].map((client) => client.end()));
  await drop();
  await rm(directory, { recursive: true });
});

function evidence(over: Partial<Evidence> = {}): Evidence {
  return { id: randomUUID(), chain: 'approval:1', kind: 'approvals.decided', at, record: { opinion: '同意' }, ...over };
}

async function exported(options: Partial<Parameters<typeof exportEvidence>[3]> = {}): Promise<string> {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportEvidence(app, keys, writable, { at, ...options });
  return Buffer.concat(chunks).toString();
}

const verified = async (options?: Parameters<typeof verifyEvidence>[1], text?: string) =>
  verifyEvidence((text ?? (await exported())).trimEnd().split('\n'), options);
const anchors = async () => (await readFile(keys.anchorsFile, 'utf8')).split('\n');
const codes = (report: Awaited<ReturnType<typeof verified>>) => report.problems.map((problem) => problem.code);

/** Some history: five records of two persons and of nobody, signed after the third and at the end. */
async function history(): Promise<void> {
  for (const [number, subjectPersonId] of [zhang, wang, undefined, zhang, undefined].entries()) {
    await recordEvidence(app, keys, evidence({ subjectPersonId, record: { number, note: '换行\u2028与"引号"' } }));
    await linkPending(app, { limit: 10, at });
    if (number === 2) await signHead(app, keys, at);
  }
  await signHead(app, keys, at);
}

describe('recording', () => {
  test('content is linked once its transaction has committed, and never exists if it rolled back', async () => {
    await app.query('begin');
    await recordEvidence(app, keys, evidence());
    expect(await linkPending(relay, { limit: 10, at })).toEqual({ linked: 0, lost: false });
    await app.query('rollback');
    const kept = evidence({ subjectPersonId: zhang });
    await recordEvidence(app, keys, kept);
    expect(await linkPending(relay, { limit: 10, at })).toEqual({ linked: 1, lost: false });
    const content = await readEvidence(app, keys, [kept.id]);
    expect(content.get(kept.id)).toMatchObject({
      record: { opinion: '同意' },
      subjectPersonId: zhang,
      kind: kept.kind,
    });
  });

  test('a key made by a rolled-back command serves the next one', async () => {
    await app.query('begin');
    await recordEvidence(app, keys, evidence({ subjectPersonId: zhang }));
    await app.query('rollback');
    const next = evidence({ subjectPersonId: zhang });
    await recordEvidence(app, keys, next);
    keys.forget();
    expect((await readEvidence(app, keys, [next.id])).size).toBe(1);
  });

  test('nothing readable lies in the database: neither words nor salt nor keys', async () => {
    const one = await prepareEvidence(keys, evidence({ record: { opinion: '绝无仅有的意见' } }));
    await recordPrepared(app, [one]);
    const master = JSON.parse(await readFile(join(directory, 'evidence-master.key'), 'utf8')) as { key: string };
    const { rows } = await owner.query(
      `select string_agg(encode(ciphertext, 'hex') || encode(commitment, 'hex'), '') ||
        (select string_agg(k::text, '') from kernel.evidence_key k) as everything from kernel.evidence_content`,
    );
    const everything = String(rows[0].everything);
    const key = await keys.contentKey('month:2027-03', null, at);
    for (const secret of [Buffer.from('绝无仅有'), Buffer.from(master.key, 'base64'), key.key]) {
      expect(everything).not.toContain(secret.toString('hex'));
    }
  });

  test('the same record twice gives two commitments: equal content is not recognised by them', async () => {
    const same = evidence();
    const [one, two] = [await prepareEvidence(keys, same), await prepareEvidence(keys, same)];
    expect(one.commitment).not.toEqual(two.commitment);
  });

  test('many prepared rows go in one statement; one bad row takes all of them back', async () => {
    const rows = await Promise.all([1, 2, 3].map((number) => prepareEvidence(keys, evidence({ record: { number } }))));
    const [first] = rows;
    await expect(recordPrepared(app, [...rows, ...(first ? [first] : [])])).rejects.toThrow(/duplicate key/);
    expect(await linkPending(app, { limit: 10, at })).toEqual({ linked: 0, lost: false });
    await recordPrepared(app, rows);
    expect(await linkPending(app, { limit: 2, at })).toEqual({ linked: 2, lost: false });
    expect(await linkPending(app, { limit: 2, at })).toEqual({ linked: 1, lost: false });
  });

  test('the application can add to what is append-only, and change nothing of it', async () => {
    await history();
    for (const table of ['evidence_content', 'evidence_link', 'evidence_signed_head']) {
      await expect(app.query(`update kernel.${table} set at = at`)).rejects.toThrow(/permission denied/);
      await expect(app.query(`delete from kernel.${table}`)).rejects.toThrow(/permission denied/);
      await expect(app.query(`truncate kernel.${table}`)).rejects.toThrow(/permission denied/);
    }
    await expect(app.query(`update kernel.evidence_key set wrapped = '\\x00'`)).rejects.toThrow(/only be destroyed/);
    await expect(app.query('delete from kernel.evidence_key')).rejects.toThrow(/permission denied/);
    await expect(app.query('update kernel.evidence_key set scope = scope')).rejects.toThrow(/permission denied/);
  });
});

describe('linking', () => {
  test('relays at work together link everything once and never fork the chain', async () => {
    const rows = await Promise.all(Array.from({ length: 120 }, () => prepareEvidence(keys, evidence())));
    await recordPrepared(app, rows);
    async function linkAll(client: Client): Promise<number> {
      let total = 0;
      for (;;) {
        const turn = await linkPending(client, { limit: 7, at });
        total += turn.linked;
        if (turn.linked === 0 && !turn.lost) return total;
      }
    }
    const totals = await Promise.all(relays.map(linkAll));
    expect(totals.reduce((sum, total) => sum + total)).toBe(120);
    expect(await verified()).toMatchObject({ ok: true, links: 120, readable: 120, pending: 0 });
  });

  test('a relay that read an old head writes nothing, and takes nothing out of the queue', async () => {
    await recordEvidence(app, keys, evidence());
    await recordEvidence(app, keys, evidence());
    const slow = {
      async query(text: string, values?: unknown[]) {
        const answer = await app.query(text, values);
        if (text.trimStart().startsWith('select')) await linkPending(relay, { limit: 1, at });
        return answer;
      },
    };
    expect(await linkPending(slow, { limit: 10, at })).toEqual({ linked: 0, lost: true });
    expect(await linkPending(app, { limit: 10, at })).toEqual({ linked: 1, lost: false });
    expect(await verified()).toMatchObject({ ok: true, links: 2 });
  });
});

describe('signing', () => {
  test('a head is signed once, in the database and in the anchor file', async () => {
    expect(await signHead(app, keys, at)).toBeUndefined();
    await history();
    expect(await signHead(app, keys, at)).toBeUndefined();
    const lines = (await anchors()).filter((line) => line !== '');
    expect(lines.map((line) => JSON.parse(line).number)).toEqual([3, 5]);
    expect(await verified({ anchors: lines })).toMatchObject({
      ok: true,
      trust: 'anchors',
      anchors: 2,
      signedHeads: 2,
      signedThrough: 5,
      unsignedTail: 0,
    });
  });

  test('a line torn by a crash costs only itself', async () => {
    await writeFile(keys.anchorsFile, '{"type":"signed-he');
    await history();
    const report = await verified({ anchors: await anchors() });
    expect(report).toMatchObject({ anchors: 2, signedThrough: 5 });
    expect(codes(report)).toEqual(['anchor-unreadable']);
  });

  test('key files are readable by their owner only, and the same for whoever opens them at once', async () => {
    const fresh = join(directory, 'fresh');
    const opened = await Promise.all([1, 2, 3].map(() => openEvidenceKeys({ directory: fresh, client: keyClient })));
    expect(new Set(opened.map((each) => each.publicKeyPem)).size).toBe(1);
    for (const file of ['evidence-master.key', 'evidence-signing.key']) {
      expect((await stat(join(fresh, file))).mode & 0o777).toBe(0o600);
    }
  });

  test('a lost key file is not silently replaced', async () => {
    await history();
    await unlink(join(directory, 'evidence-signing.key'));
    await expect(openEvidenceKeys({ directory, client: keyClient })).rejects.toThrow(KeyFileMissing);
    await unlink(join(directory, 'evidence-master.key'));
    await expect(openEvidenceKeys({ directory, client: keyClient })).rejects.toThrow(/evidence-master.key is missing/);
  });
});

describe('erasing', () => {
  const erasure = (of: Parameters<typeof destroyEvidenceKeys>[2]['of']) => ({
    id: randomUUID(),
    at,
    of,
    reason: '保管期限届满',
    decidedByPersonId: wang,
  });

  test('content of a person becomes unreadable, the chain still verifies, and others stay readable', async () => {
    await history();
    const scoped = evidence({ subjectPersonId: zhang, keyScope: '2027' });
    await recordEvidence(app, keys, scoped);
    expect(await destroyEvidenceKeys(app, keys, erasure({ subjectPersonId: zhang }))).toHaveLength(2);
    expect((await readEvidence(app, keys, [scoped.id])).size).toBe(0);
    const report = await verified({ anchors: await anchors() });
    expect(report).toMatchObject({ ok: true, links: 7, erased: 3, readable: 4, signedThrough: 5, unsignedTail: 2 });
  });

  test('whatever is recorded about the person later is readable again, under a new key', async () => {
    await history();
    await destroyEvidenceKeys(app, keys, erasure({ subjectPersonId: zhang }));
    const later = evidence({ subjectPersonId: zhang });
    await recordEvidence(app, keys, later);
    expect((await readEvidence(app, keys, [later.id])).size).toBe(1);
    expect(await verified()).toMatchObject({ ok: true, erased: 2 });
  });

  test('a process that still has the destroyed key can not write under it', async () => {
    await history();
    const elsewhere = await openEvidenceKeys({ directory, client: keyClient });
    await recordEvidence(app, elsewhere, evidence({ subjectPersonId: zhang }));
    await destroyEvidenceKeys(app, keys, erasure({ subjectPersonId: zhang }));
    const late = evidence({ subjectPersonId: zhang });
    await expect(recordEvidence(app, elsewhere, late)).rejects.toMatchObject({ code: 'GJ020' });
    await recordEvidence(app, elsewhere, late);
    expect((await readEvidence(app, keys, [late.id])).size).toBe(1);
  });

  test('a scope is erased with the persons in it; records of erasures never are', async () => {
    const one = evidence({ keyScope: 'approval:1' });
    const two = evidence({ keyScope: 'approval:1', subjectPersonId: zhang });
    const three = evidence({ keyScope: 'approval:11' });
    for (const each of [one, two, three]) await recordEvidence(app, keys, each);
    await destroyEvidenceKeys(app, keys, erasure({ scope: 'approval:1' }));
    expect([...(await readEvidence(app, keys, [one.id, two.id, three.id])).keys()]).toEqual([three.id]);
    await expect(destroyEvidenceKeys(app, keys, erasure({ scope: 'evidence' }))).rejects.toThrow(RangeError);
    expect(await destroyEvidenceKeys(app, keys, erasure({ scope: 'approval:1' }))).toEqual([]);
    const { rows } = await owner.query('select id from kernel.evidence_key where destroyed_at is null order by scope');
    const [approval, records] = rows.map((row) => String(row.id));
    const keyIds = [String(approval), String(records)];
    expect(await destroyEvidenceKeys(app, keys, erasure({ keyIds }))).toEqual([approval]);
  });

  test('a restored backup brings a key back, and the anchor file has it destroyed again', async () => {
    await history();
    const { rows } = await owner.query('select * from kernel.evidence_key where subject_person_id = $1', [zhang]);
    await app.query('begin');
    await destroyEvidenceKeys(app, keys, erasure({ subjectPersonId: zhang }));
    expect(await anchorErasures(relay, keys, at)).toBe(0);
    await app.query('commit');
    expect(await anchorErasures(relay, keys, at)).toBe(1);
    expect(await anchorErasures(relay, keys, at)).toBe(0);

    await owner.query('delete from kernel.evidence_key where id = $1', [rows[0].id]);
    await owner.query(
      'insert into kernel.evidence_key select * from jsonb_populate_record(null::kernel.evidence_key, $1)',
      [{ ...rows[0], nonce: `\\x${rows[0].nonce.toString('hex')}`, wrapped: `\\x${rows[0].wrapped.toString('hex')}` }],
    );
    expect(await verified()).toMatchObject({ erased: 0 });
    const keyIds = await anchoredErasures(keys);
    expect(await destroyEvidenceKeys(app, keys, erasure({ keyIds }))).toEqual([rows[0].id]);
    expect(await verified({ anchors: await anchors() })).toMatchObject({ ok: true, erased: 2 });
  });

  test('a key destroyed without a record is told', async () => {
    await history();
    await owner.query(
      `update kernel.evidence_key set nonce = null, wrapped = null, destroyed_at = $1 where subject_person_id = $2`,
      [at, zhang],
    );
    const report = await verified();
    expect(report.problems).toEqual([
      { code: 'erased-without-record', facts: { keyId: expect.any(String), count: 2, number: 1 } },
    ]);
  });
});

describe('what the owner of the database does', () => {
  test('changes a byte of content', async () => {
    await history();
    await owner.query(
      `update kernel.evidence_content set ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1)
       where id = (select content_id from kernel.evidence_link where number = 2)`,
    );
    expect((await verified()).problems).toEqual([
      { code: 'content-unreadable', facts: { number: 2, contentId: expect.any(String) } },
    ]);
  });

  test('swaps the content of two records, with the keys at hand', async () => {
    await history();
    const forged = await prepareEvidence(keys, evidence({ subjectPersonId: wang, record: { opinion: '不同意' } }));
    const { rows } = await owner.query('select content_id as id from kernel.evidence_link where number = 2');
    const again = await prepareEvidence(keys, evidence({ id: rows[0].id, subjectPersonId: wang, record: '不同意' }));
    expect(forged.keyId).toBe(again.keyId);
    await owner.query('update kernel.evidence_content set nonce = $1, ciphertext = $2, commitment = $3 where id = $4', [
      again.nonce,
      again.ciphertext,
      again.commitment,
      again.id,
    ]);
    expect(codes(await verified())).toEqual(['content-changed']);
  });

  test('changes a link', async () => {
    await history();
    await owner.query(`update kernel.evidence_link set at = at - interval '1 day' where number = 4`);
    expect((await verified()).problems).toEqual([{ code: 'link-changed', facts: { number: 4 } }]);
  });

  test('takes a link out', async () => {
    await history();
    await owner.query('delete from kernel.evidence_link where number = 4');
    expect((await verified()).problems).toEqual([{ code: 'link-missing', facts: { from: 4, to: 4 } }]);
  });

  test('takes content away', async () => {
    await history();
    await owner.query('alter table kernel.evidence_link drop constraint evidence_link_content_id_fkey');
    await owner.query(
      'delete from kernel.evidence_content where id = (select content_id from kernel.evidence_link where number = 4)',
    );
    expect(codes(await verified())).toEqual(['content-missing']);
  });

  /** All links anew, with correct hashes, without the third record; all signatures that don't fit are thrown away. */
  async function rewrite(): Promise<void> {
    await owner.query(`
      create temporary table kept as select content_id from kernel.evidence_link where number <> 3 order by number;
      delete from kernel.evidence_link;
      delete from kernel.evidence_signed_head;
      update kernel.evidence_head set number = 0,
        hash = sha256(convert_to('{"chain":"company","purpose":"guiju evidence chain 1"}', 'UTF8'));
      insert into kernel.evidence_pending (content_id) select content_id from kept`);
    while ((await linkPending(owner, { limit: 10, at })).linked > 0);
  }

  test('rewrites the whole chain: found by the anchors, and invisible without them', async () => {
    await history();
    const kept = await anchors();
    await rewrite();
    const alone = await verified();
    expect(alone).toMatchObject({ ok: true, trust: 'export-only', links: 4, signedThrough: 0, unsignedTail: 4 });
    const report = await verified({ anchors: kept });
    expect(report.problems).toEqual([
      { code: 'chain-rewritten', facts: { number: 3, at: '2027-03-01T08:00:00.000000Z' } },
      { code: 'tail-missing', facts: { lastNumber: 4, signedNumber: 5, at: '2027-03-01T08:00:00.000000Z' } },
    ]);
  });

  test('rewrites the chain and signs it with a key of their own', async () => {
    await history();
    await rewrite();
    await unlink(join(directory, 'evidence-signing.key'));
    const forger = await openEvidenceKeys({ directory, client: keyClient });
    await signHead(owner, forger, at);
    expect(await verified()).toMatchObject({ ok: true, trust: 'export-only' });
    const report = await verified({ publicKeys: [keys.publicKeyPem] });
    expect(report).toMatchObject({ trust: 'given-keys', signedThrough: 0 });
    expect(codes(report)).toEqual(['key-not-trusted']);
  });

  test('cuts the end off', async () => {
    await history();
    await owner.query(`
      delete from kernel.evidence_link where number > 3;
      delete from kernel.evidence_signed_head where number > 3;
      update kernel.evidence_head h set number = l.number, hash = l.hash from kernel.evidence_link l where l.number = 3`);
    expect(await verified()).toMatchObject({ ok: true, links: 3 });
    const report = await verified({ anchors: await anchors() });
    expect(report.problems).toEqual([
      { code: 'tail-missing', facts: { lastNumber: 3, signedNumber: 5, at: '2027-03-01T08:00:00.000000Z' } },
    ]);
  });

  test('cuts the end off and leaves the head, or the signature, in place', async () => {
    await history();
    await owner.query('delete from kernel.evidence_link where number > 3');
    expect(codes(await verified())).toEqual(['tail-missing', 'head-differs']);
  });
});

describe('exports', () => {
  test('what is pending is linked before, and a file verifies without anything else', async () => {
    await history();
    await recordEvidence(app, keys, evidence());
    const file = join(directory, 'evidence.ndjson');
    await writeFile(file, await exported());
    const report = await verifyFile(file, keys.anchorsFile, [keys.publicKeyPem]);
    expect(report).toMatchObject({ ok: true, links: 6, readable: 6, signedThrough: 5, unsignedTail: 1, problems: [] });
  });

  test('what may not be seen is withheld, and the rest still verifies', async () => {
    await history();
    const text = await exported({ show: ({ subjectPersonId }) => subjectPersonId !== zhang });
    expect(text).not.toContain(zhang);
    expect(await verified({}, text)).toMatchObject({ ok: true, readable: 3, withheld: 2 });
  });

  test('goes through more pages than one', async () => {
    const rows = await Promise.all(
      Array.from({ length: 1001 }, (_, number) => prepareEvidence(keys, evidence({ record: number }))),
    );
    await recordPrepared(app, rows);
    expect(await verified()).toMatchObject({ ok: true, links: 1001, readable: 1001 });
  });

  test('an empty chain is no fault', async () => {
    expect(await verified()).toMatchObject({ ok: true, links: 0, head: { number: 0 } });
  });

  test('a record may be as deep and odd as JSON allows', async () => {
    let deep: unknown = JSON.parse('{"__proto__":{"a":1},"\\u2028":-0.0,"n":1e21}');
    for (let level = 0; level < 197; level += 1) deep = [deep];
    await recordEvidence(app, keys, evidence({ record: deep as never }));
    const text = await exported();
    expect(text).toContain('"__proto__"');
    expect(await verified({}, text)).toMatchObject({ ok: true, readable: 1 });
    await expect(recordEvidence(app, keys, evidence({ record: [deep] as never }))).rejects.toThrow(/nested too deep/);
  });

  test('other algorithms join by their ids', async () => {
    await recordEvidence(app, keys, evidence());
    const own = join(directory, 'gm');
    const gm = await openEvidenceKeys({ directory: own, client: emptyThen(keyClient), hash: 'sm3', cipher: 'sm4-gcm' });
    expect(gm).toMatchObject({ hash: 'sm3', cipher: 'sm4-gcm' });
    const row = await prepareEvidence(gm, evidence({ subjectPersonId: wang }));
    expect(row).toMatchObject({ cipher: 'sm4-gcm', commitmentAlgorithm: 'sm3' });
    await recordPrepared(app, [row]);
    expect((await readEvidence(app, gm, [row.id])).size).toBe(1);
    while ((await linkPending(app, { limit: 10, at, algorithm: 'sm3' })).linked > 0);
    await signHead(app, gm, at);
    const report = await verified();
    expect(codes(report)).toEqual(['content-unreadable']);
    expect(report).toMatchObject({ links: 2, readable: 1, signedThrough: 2 });
  });
});

/** The same client, which says that no keys exist yet: for opening a second set of keys on one database. */
function emptyThen(client: Client) {
  return {
    query: async (text: string, values?: unknown[]) =>
      text.startsWith('select 1 from') ? { rows: [] } : client.query(text, values),
  };
}

test('the migration starts the chain where firstHash does', async () => {
  const { firstHash } = await import('./next-link.ts');
  const { rows } = await owner.query('select hash from kernel.evidence_head');
  expect(rows[0].hash).toEqual(firstHash('company'));
  expect(canonicalJson({ purpose: 'guiju evidence chain 1', chain: 'company' })).toBe(
    '{"chain":"company","purpose":"guiju evidence chain 1"}',
  );
});
