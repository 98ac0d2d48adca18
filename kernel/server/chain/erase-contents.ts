import { KEYS_DESTROYED, RECORDS_SCOPE } from './destroy-evidence-keys.ts';
import { ErasedContents } from './erased-contents.ts';
import { evidenceInstant } from './evidence-instant.ts';
import { type Evidence, type PreparedEvidence, recordPrepared } from './record-evidence.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Erases these contents and no others, whoever's key they lie under, in the caller's transaction; links and commitments stay. What
 * was erased with its person before stays as it is. A record joins the chain that says how many contents went and which (a
 * digest over their ids in the order of the chain): the verifier takes any other content under that key for removed unlawfully.
 * Gives how many it erased; 0 leaves no record. Fails with SQLSTATE GJ023 where one isn't linked yet (`EvidenceAccess.cover`).
 * Whether retention has ended and no hold stands is the caller's to know. A backup of before brings the contents back.
 */
export async function eraseContents(
  client: SqlClient,
  prepare: (evidence: Evidence) => Promise<PreparedEvidence>,
  erasure: {
    /** Of the record, and of the key that the contents lie under from now on: uuids that nothing else has. */
    readonly id: string;
    readonly keyId: string;
    readonly at: Temporal.Instant | string;
    readonly contentIds: readonly string[];
    readonly reason: string;
    /** Null: nobody did, the period of the retention table was over. */
    readonly decidedByPersonId: string | null;
  },
): Promise<number> {
  const { id, keyId, at, contentIds, reason, decidedByPersonId } = erasure;
  const { rows } = await client.query(
    `select c.id from kernel.evidence_content c join kernel.evidence_key k on k.id = c.key_id and k.destroyed_at is null
     left join kernel.evidence_link l on l.content_id = c.id
     where c.id = any($1::uuid[]) order by l.number, c.id for share of k`,
    [contentIds],
  );
  if (rows.length === 0) return 0;
  const contents = new ErasedContents();
  for (const row of rows) contents.add(String(row.id));
  await client.query(
    `insert into kernel.evidence_key (id, scope, cipher, master_key_id, created_at, destroyed_at)
     values ($1::uuid, 'contents:' || $1::text, 'none', 'none', $2, $2)`,
    [keyId, evidenceInstant(at)],
  );
  await client.query('select kernel.erase_evidence_contents($1, $2::uuid[])', [keyId, rows.map((row) => row.id)]);
  const record = await prepare({
    id,
    chain: 'evidence',
    kind: KEYS_DESTROYED,
    at,
    keyScope: RECORDS_SCOPE,
    record: {
      keyIds: [keyId],
      contents: { count: contents.count, digest: contents.digest() },
      reason,
      decidedByPersonId,
    },
  });
  await recordPrepared(client, [record]);
  return rows.length;
}
