import { evidenceInstant } from './evidence-instant.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import { recordEvidence } from './record-evidence.ts';
import type { SqlClient } from './sql-client.ts';

/** Kind of the record that says which keys were destroyed; the verifier takes nothing for erased without one. */
export const KEYS_DESTROYED = 'evidence.keysDestroyed';

/** Where the records of erasures are sealed; never erased itself. */
export const RECORDS_SCOPE = 'evidence';

/**
 * Erases all content sealed for a person, or under a key scope (`month:2027-03`, `approval:<uuid>`, with all persons in
 * it), by destroying the keys; salts go with it, so that commitments can't be tested against guesses. The chain stays
 * whole, and a record of the act joins it, which names keys and no person, and can't itself be erased.
 * Runs in the caller's transaction; gives the ids of the keys. Whether retention has ended and no legal hold stands
 * is the caller's to know. Old row versions go with the next vacuum; backups
 * bring keys back, which `anchoredErasures` then lists for another call.
 */
export async function destroyEvidenceKeys(
  client: SqlClient,
  keys: EvidenceKeys,
  erasure: {
    /** Id of the record, a uuid v7. */
    readonly id: string;
    readonly at: Temporal.Instant | string;
    readonly of:
      | { readonly subjectPersonId: string }
      | { readonly scope: string }
      /** These keys: what `anchoredErasures` lists, after a backup was restored. */
      | { readonly keyIds: readonly string[] };
    readonly reason: string;
    readonly decidedByPersonId: string;
  },
): Promise<string[]> {
  const { id, at, of, reason, decidedByPersonId } = erasure;
  const person = 'subjectPersonId' in of ? of.subjectPersonId : null;
  const scope = 'scope' in of ? of.scope : null;
  if (scope === RECORDS_SCOPE) throw new RangeError('The records of erasures are never erased');
  const keyIdsOf = 'keyIds' in of ? of.keyIds : null;
  const { rows } = await client.query(
    `update kernel.evidence_key set nonce = null, wrapped = null, destroyed_at = $1
     where destroyed_at is null and scope <> $5
       and (subject_person_id = $2 or scope = $3 or starts_with(scope, $3 || '/') or id = any($4::uuid[]))
     returning id`,
    [evidenceInstant(at), person, scope, keyIdsOf, RECORDS_SCOPE],
  );
  const keyIds = rows.map((row) => String(row.id)).sort();
  keys.forget();
  if (keyIds.length === 0) return [];
  await recordEvidence(client, keys, {
    id,
    chain: 'evidence',
    kind: KEYS_DESTROYED,
    at,
    keyScope: RECORDS_SCOPE,
    record: { keyIds, reason, decidedByPersonId },
  });
  return keyIds;
}
