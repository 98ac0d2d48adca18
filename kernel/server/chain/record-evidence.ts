import { cipherAlgorithm } from './algorithms.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { commitmentOf, SALT_LENGTH } from './commitment-of.ts';
import { evidenceInstant } from './evidence-instant.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import { randomBytes } from './random-bytes.ts';
import type { SqlClient } from './sql-client.ts';

/** One thing that happened and is to be provable later. */
export interface Evidence {
  /** A uuid v7 that nothing else has. */
  readonly id: string;
  /** What it belongs to, e.g. `audit`, or `approval:<uuid>`. */
  readonly chain: string;
  /** What happened, e.g. `approvals.decided`. */
  readonly kind: string;
  readonly at: Temporal.Instant | string;
  /** The person whose key seals the content, so that it can be erased with them. */
  readonly subjectPersonId?: string | undefined;
  /**
   * Seals under a key of its own, destroyed by this name: `approval:<uuid>`, `2027` for retention by year.
   * With a subject, the key is that person's within this scope. Left out: one key per person, or per month without a person.
   */
  readonly keyScope?: string | undefined;
  readonly record: JsonValue;
}

/** What a commitment is made to; its canonical JSON is what gets sealed. */
export interface EvidenceEnvelope {
  readonly id: string;
  readonly chain: string;
  readonly kind: string;
  readonly at: string;
  readonly subjectPersonId: string | null;
  readonly record: JsonValue;
}

/** A row of `kernel.evidence_content`, column by column, in the order of `recordPrepared`. */
export interface PreparedEvidence {
  readonly id: string;
  readonly chain: string;
  readonly kind: string;
  /** ISO instant with six decimals. */
  readonly at: string;
  readonly subjectPersonId: string | null;
  readonly keyId: string;
  readonly cipher: string;
  readonly nonce: Buffer;
  /** Salt and canonical bytes, sealed; bound to `id`. */
  readonly ciphertext: Buffer;
  readonly commitmentAlgorithm: string;
  /** Also what a chain of the caller's own links (`nextLink`). */
  readonly commitment: Buffer;
}

/**
 * Makes the row that records evidence, without writing it: for callers that write everything in one statement.
 * Whoever inserts it into `kernel.evidence_content` need do no more: a trigger there queues it for the chain.
 * Asks the database only for a key that isn't in memory, on the keys' own connection. Throws `NotJson`.
 */
export async function prepareEvidence(keys: EvidenceKeys, evidence: Evidence): Promise<PreparedEvidence> {
  const { id, chain, kind, record, keyScope } = evidence;
  const at = evidenceInstant(evidence.at);
  const subjectPersonId = evidence.subjectPersonId ?? null;
  const envelope: EvidenceEnvelope = { id, chain, kind, at, subjectPersonId, record };
  const bytes = Buffer.from(canonicalJson(envelope));
  const salt = randomBytes(SALT_LENGTH);
  const key = await keys.contentKey(scopeOf(keyScope, subjectPersonId, at), subjectPersonId, at);
  const sealed = cipherAlgorithm(key.cipher).seal(key.key, Buffer.concat([salt, bytes]), id);
  return {
    id,
    chain,
    kind,
    at,
    subjectPersonId,
    keyId: key.id,
    cipher: key.cipher,
    nonce: sealed.nonce,
    ciphertext: sealed.ciphertext,
    commitmentAlgorithm: keys.hash,
    commitment: commitmentOf(keys.hash, salt, bytes),
  };
}

/** Writes prepared rows in one statement, in the caller's transaction. Fails with SQLSTATE GJ020 if a key is gone by now. */
export async function recordPrepared(client: SqlClient, rows: readonly PreparedEvidence[]): Promise<void> {
  await client.query(
    `insert into kernel.evidence_content
       (id, chain, kind, at, subject_person_id, key_id, cipher, nonce, ciphertext, commitment_algorithm, commitment)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::text[],
       $8::bytea[], $9::bytea[], $10::text[], $11::bytea[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.chain),
      rows.map((row) => row.kind),
      rows.map((row) => row.at),
      rows.map((row) => row.subjectPersonId),
      rows.map((row) => row.keyId),
      rows.map((row) => row.cipher),
      rows.map((row) => row.nonce),
      rows.map((row) => row.ciphertext),
      rows.map((row) => row.commitmentAlgorithm),
      rows.map((row) => row.commitment),
    ],
  );
}

/**
 * Records evidence in the caller's transaction (`client`): it is queued for the chain when that commits, and gone when
 * it rolls back. Gives the row back, whose `commitment` may also be linked in a chain of the caller's own.
 * If the subject's key was destroyed by another process meanwhile, it fails (SQLSTATE GJ020), and the next try makes a new key.
 */
export async function recordEvidence(
  client: SqlClient,
  keys: EvidenceKeys,
  evidence: Evidence,
): Promise<PreparedEvidence> {
  const row = await prepareEvidence(keys, evidence);
  try {
    await recordPrepared(client, [row]);
  } catch (error) {
    keys.forget();
    throw error;
  }
  return row;
}

function scopeOf(keyScope: string | undefined, subjectPersonId: string | null, at: string): string {
  const person = subjectPersonId && `person:${subjectPersonId}`;
  if (keyScope !== undefined) return person ? `${keyScope}/${person}` : keyScope;
  return person || `month:${at.slice(0, 7)}`;
}
