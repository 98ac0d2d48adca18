import type { EvidenceKeys } from './evidence-keys.ts';
import type { ExportedContent } from './evidence-lines.ts';
import { exportedContent, type StoredContent, storedContentColumns } from './exported-content.ts';
import { linkPending } from './link-pending.ts';
import { signHead } from './sign-head.ts';
import type { SqlClient } from './sql-client.ts';

/** What a module may do with the company's keys. */
export interface EvidenceAccess {
  /** Algorithm of the company's signature, and its public key as SPKI in DER. */
  readonly algorithm: string;
  readonly publicKey: Buffer;
  readonly publicKeyPem: string;
  /** Signs a text that begins with a purpose of its own, so that it can't be taken for a signed head or anything else. */
  sign(text: string): Buffer;
  /** Sealed content by id, with its salt where it can be opened; ids that the table doesn't have are missing. */
  open(ids: readonly string[]): Promise<ReadonlyMap<string, ExportedContent>>;
  /**
   * Links what was recorded until now and signs the head, on a connection of its own: so that a proof made right afterwards
   * is covered by a signature, whatever becomes of the caller's transaction. What that transaction itself wrote isn't in it.
   */
  cover(): Promise<void>;
}

const PAGE = 500;

/** `pool`: where links and heads are written, never the connection of a command's transaction. */
export function makeEvidenceAccess(of: {
  readonly pool: SqlClient;
  readonly read: SqlClient;
  readonly keys: EvidenceKeys;
  readonly now: () => Temporal.Instant;
}): EvidenceAccess {
  const { pool, read, keys, now } = of;
  return {
    algorithm: keys.algorithm,
    publicKey: keys.publicKey,
    publicKeyPem: keys.publicKeyPem,
    sign: (text) => keys.sign(text),
    open: async (ids) => {
      const { rows } = await read.query(
        `select c.id, ${storedContentColumns} from kernel.evidence_content c
         left join kernel.evidence_key k on k.id = c.key_id where c.id = any($1::uuid[])`,
        [ids],
      );
      const stored = rows as unknown as readonly (StoredContent & { readonly id: string })[];
      return new Map(stored.map((row) => [row.id, exportedContent(keys, row)]));
    },
    cover: async () => {
      for (;;) {
        const { linked, lost } = await linkPending(pool, { limit: PAGE, at: now() });
        if (linked === 0 && !lost) break;
      }
      await signHead(pool, keys, now());
    },
  };
}
