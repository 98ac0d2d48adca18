import { readFile } from 'node:fs/promises';
import { appendAnchor } from './append-anchor.ts';
import { evidenceInstant } from './evidence-instant.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import { parseEvidenceLine } from './evidence-lines.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Writes the ids of destroyed keys into the anchor file, as far as they aren't there; the relay calls it beside `signHead`.
 * A backup brings destroyed keys back: this list, which no restore touches, is what they are destroyed by again.
 * Only committed erasures are seen, so nothing is listed that a rollback has kept. Gives how many ids it added.
 */
export async function anchorErasures(
  client: SqlClient,
  keys: EvidenceKeys,
  now: Temporal.Instant | string,
): Promise<number> {
  const { rows } = await client.query('select id from kernel.evidence_key where destroyed_at is not null order by id');
  if (rows.length === 0) return 0;
  const anchored = new Set(await anchoredErasures(keys));
  const keyIds = rows.map((row) => String(row.id)).filter((id) => !anchored.has(id));
  if (keyIds.length === 0) return 0;
  await appendAnchor(keys.anchorsFile, { type: 'keys-destroyed', at: evidenceInstant(now), keyIds });
  return keyIds.length;
}

/** The ids of all keys that the anchor file says are destroyed: after a restore, for `destroyEvidenceKeys`. */
export async function anchoredErasures(keys: EvidenceKeys): Promise<string[]> {
  const text = await readFile(keys.anchorsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  return text.split('\n').flatMap((each) => {
    // Nearly all lines are signed heads, and there may be very many: only the few others are worth parsing.
    const line = each.includes('"keys-destroyed"') ? parseEvidenceLine(each) : undefined;
    return line?.type === 'keys-destroyed' ? line.keyIds : [];
  });
}
