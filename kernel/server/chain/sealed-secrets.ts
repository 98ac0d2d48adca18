import { cipherAlgorithm } from './algorithms.ts';
import type { EvidenceKeys, WrappedKey } from './evidence-keys.ts';
import type { SqlClient } from './sql-client.ts';

/** A secret as the database holds it: worth nothing without the key file. */
export interface SealedSecret {
  readonly keyId: string;
  readonly cipher: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
}

/** Secrets that the program itself needs again (not passwords: those are hashed). */
export interface SealedSecrets {
  /**
   * Seals under the person's key, or the company's where there is no person; gone for ever when that key is destroyed.
   * `bound`: the id of the row that it stands in; copied to another row it can't be opened.
   */
  seal(secret: {
    readonly plain: Buffer;
    readonly bound: string;
    readonly personId: string | null;
  }): Promise<SealedSecret>;
  /** Opens what was sealed for that row; undefined where its key is destroyed, or it was tampered with. */
  open(sealed: SealedSecret, bound: string): Promise<Buffer | undefined>;
}

export function makeSealedSecrets(of: {
  readonly read: SqlClient;
  readonly keys: EvidenceKeys;
  readonly now: () => Temporal.Instant;
}): SealedSecrets {
  const { read, keys, now } = of;
  return {
    seal: async ({ plain, bound, personId }) => {
      const scope = personId === null ? 'secrets' : `secrets/person:${personId}`;
      const key = await keys.contentKey(scope, personId, now().toString());
      const sealed = cipherAlgorithm(key.cipher).seal(key.key, plain, bound);
      return { keyId: key.id, cipher: key.cipher, ...sealed };
    },
    open: async (sealed, bound) => {
      const { rows } = await read.query(
        `select id, cipher, master_key_id as "masterKeyId", nonce, wrapped
         from kernel.evidence_key where id = $1 and destroyed_at is null`,
        [sealed.keyId],
      );
      const row = rows[0] as WrappedKey | undefined;
      if (!row) return undefined;
      try {
        return cipherAlgorithm(sealed.cipher).open(keys.unwrap(row), sealed, bound);
      } catch {
        return undefined;
      }
    },
  };
}
