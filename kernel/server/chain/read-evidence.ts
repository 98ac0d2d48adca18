import type { EvidenceKeys } from './evidence-keys.ts';
import { exportedContent, type StoredContent, storedContentColumns } from './exported-content.ts';
import type { EvidenceEnvelope } from './record-evidence.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * The recorded content with these ids, by id; what is erased or can't be opened isn't in the answer.
 * Who may see it is the caller's to decide.
 */
export async function readEvidence(
  client: SqlClient,
  keys: EvidenceKeys,
  ids: readonly string[],
): Promise<Map<string, EvidenceEnvelope>> {
  const { rows } = await client.query(
    `select ${storedContentColumns} from kernel.evidence_content c left join kernel.evidence_key k on k.id = c.key_id
     where c.id = any($1::uuid[])`,
    [ids],
  );
  const found = new Map<string, EvidenceEnvelope>();
  for (const row of rows as unknown as readonly StoredContent[]) {
    const content = exportedContent(keys, row);
    if (content.state === 'readable') found.set(content.envelope.id, content.envelope as EvidenceEnvelope);
  }
  return found;
}
