import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cipherAlgorithm, hashAlgorithm, signatureAlgorithm } from './algorithms.ts';
import { evidenceInstant } from './evidence-instant.ts';
import type { SqlClient } from './sql-client.ts';

/** A key that content is sealed with. */
export interface ContentKey {
  readonly id: string;
  readonly cipher: string;
  readonly key: Buffer;
}

/** A row of `kernel.evidence_key`, as far as it is needed to get the key out of it. */
export interface WrappedKey {
  readonly id: string;
  readonly cipher: string;
  readonly masterKeyId: string;
  readonly nonce: Buffer;
  readonly wrapped: Buffer;
}

export interface EvidenceKeys {
  /** Algorithm ids for what is written from now on; what is stored names its own. */
  readonly hash: string;
  readonly cipher: string;
  /** The file outside the database that signed heads are appended to. */
  readonly anchorsFile: string;
  /** What heads are signed with, and the public key as SPKI in DER. */
  readonly algorithm: string;
  readonly publicKey: Buffer;
  /** The same public key in PEM: to be handed to auditors in good time. */
  readonly publicKeyPem: string;
  /** The living key of a scope, made where there is none. */
  contentKey(scope: string, subjectPersonId: string | null, at: string): Promise<ContentKey>;
  unwrap(row: WrappedKey): Buffer;
  sign(text: string): Buffer;
  /** Drops the content keys held in memory: after keys were destroyed, and when a write failed with SQLSTATE GJ020. */
  forget(): void;
}

/** The database holds what only a key file can open or continue, and the file isn't there. */
export class KeyFileMissing extends Error {
  readonly file: string;

  constructor(file: string) {
    super(
      `${file} is missing, but the database was written with it; bring it back from the backup of the data directory`,
    );
    this.name = 'KeyFileMissing';
    this.file = file;
  }
}

const CACHED_KEYS = 10_000;

/**
 * Opens the keys of evidence; the migrations must have run. In `directory` (the data directory) lie, readable by the
 * owner only, `evidence-master.key` (wraps the content keys) and `evidence-signing.key` (signs heads); both are made at
 * the very first start and refused to be made anew when the database has rows that need the old one (`KeyFileMissing`).
 *
 * `client` must be a connection of its own, never one that a command's transaction runs on (`new Pool({ max: 1 })`):
 * a new key is committed before it is used, so that a rolled-back command can't leave a key in memory that no table holds.
 * `anchorsFile` is best put on another disk or machine; it is `anchors.ndjson` in the data directory otherwise.
 */
export async function openEvidenceKeys(options: {
  readonly directory: string;
  readonly client: SqlClient;
  readonly anchorsFile?: string;
  readonly hash?: string;
  readonly cipher?: string;
}): Promise<EvidenceKeys> {
  const { directory, client } = options;
  const hash = hashAlgorithm(options.hash ?? 'sha-256').id;
  const cipher = cipherAlgorithm(options.cipher ?? 'aes-256-gcm');
  await mkdir(directory, { recursive: true, mode: 0o700 });

  const master = readMasterKey(
    await readOrMake(
      join(directory, 'evidence-master.key'),
      () => isEmpty(client, 'evidence_key'),
      () =>
        JSON.stringify({
          id: randomUUID(),
          cipher: cipher.id,
          key: randomBytes(cipher.keyLength).toString('base64'),
        }),
    ),
  );
  const signing = signatureAlgorithm('ed25519');
  const privateKey = createPrivateKey(
    await readOrMake(
      join(directory, 'evidence-signing.key'),
      () => isEmpty(client, 'evidence_signed_head'),
      () => exportPrivateKey(signing.generate()),
    ),
  );
  const publicKey = createPublicKey(privateKey);

  function unwrap(row: WrappedKey): Buffer {
    if (row.masterKeyId !== master.id) throw new Error(`Key ${row.id} was wrapped by another master key`);
    return cipherAlgorithm(master.cipher).open(master.key, { nonce: row.nonce, ciphertext: row.wrapped }, row.id);
  }

  async function livingKey(scope: string): Promise<ContentKey | undefined> {
    const { rows } = await client.query(
      `select id, cipher, master_key_id as "masterKeyId", nonce, wrapped
       from kernel.evidence_key where scope = $1 and destroyed_at is null`,
      [scope],
    );
    const row = rows[0] as WrappedKey | undefined;
    return row && { id: row.id, cipher: row.cipher, key: unwrap(row) };
  }

  async function livingOrNewKey(scope: string, subjectPersonId: string | null, at: string): Promise<ContentKey> {
    const living = await livingKey(scope);
    if (living) return living;
    const id = randomUUID();
    const { nonce, ciphertext } = cipherAlgorithm(master.cipher).seal(master.key, randomBytes(cipher.keyLength), id);
    await client.query(
      `insert into kernel.evidence_key (id, scope, subject_person_id, cipher, master_key_id, nonce, wrapped, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (scope) where destroyed_at is null do nothing`,
      [id, scope, subjectPersonId, cipher.id, master.id, nonce, ciphertext, evidenceInstant(at)],
    );
    // Another process may have been first: the table has the answer.
    const made = await livingKey(scope);
    if (!made) throw new Error(`The key of ${scope} was destroyed while it was being made`);
    return made;
  }

  const cache = new Map<string, Promise<ContentKey>>();
  return {
    hash,
    cipher: cipher.id,
    anchorsFile: options.anchorsFile ?? join(directory, 'anchors.ndjson'),
    algorithm: signing.id,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    contentKey(scope, subjectPersonId, at) {
      const known = cache.get(scope);
      if (known) return known;
      const asked = livingOrNewKey(scope, subjectPersonId, at);
      cache.set(scope, asked);
      asked.catch(() => cache.delete(scope));
      const [oldest] = cache.keys();
      if (cache.size > CACHED_KEYS && oldest !== undefined) cache.delete(oldest);
      return asked;
    },
    unwrap,
    sign: (text) => signing.sign(privateKey, text),
    forget: () => cache.clear(),
  };
}

async function isEmpty(client: SqlClient, table: 'evidence_key' | 'evidence_signed_head'): Promise<boolean> {
  const { rows } = await client.query(`select 1 from kernel.${table} limit 1`);
  return rows.length === 0;
}

function exportPrivateKey(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function readMasterKey(text: string): { id: string; cipher: string; key: Buffer } {
  const { id, cipher, key } = JSON.parse(text) as { id: string; cipher: string; key: string };
  return { id, cipher: cipherAlgorithm(cipher).id, key: Buffer.from(key, 'base64') };
}

/** Reads a key file, or makes it whole at once: two processes starting together end with the same one. */
async function readOrMake(file: string, mayMake: () => Promise<boolean>, make: () => string): Promise<string> {
  const present = await readFile(file, 'utf8').catch(unlessMissing);
  if (present !== undefined) return present;
  if (!(await mayMake())) throw new KeyFileMissing(file);
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(make());
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(file, 'utf8');
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
