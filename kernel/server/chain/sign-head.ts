import { appendAnchor } from './append-anchor.ts';
import { evidenceInstant } from './evidence-instant.ts';
import type { EvidenceKeys } from './evidence-keys.ts';
import { type SignedHeadLine, signedHeadText } from './evidence-lines.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Signs where the company's chain ends now, and keeps the signature twice: in the database and as a line of the anchor
 * file outside it, written through to the disk. `now` is the kernel clock's. Gives the line, or undefined where nothing
 * was linked since the last signature by this key. The file comes first: what the database claims is always anchored.
 */
export async function signHead(
  client: SqlClient,
  keys: EvidenceKeys,
  now: Temporal.Instant | string,
): Promise<SignedHeadLine | undefined> {
  const { rows } = await client.query('select number::text as number, hash from kernel.evidence_head');
  const head = rows[0] as { number: string; hash: Buffer } | undefined;
  const number = Number(head?.number ?? 0);
  if (!head || number === 0) return undefined;

  const { algorithm, publicKey } = keys;
  const unsigned = {
    number,
    hash: head.hash.toString('hex'),
    at: evidenceInstant(now),
    algorithm,
    publicKey: publicKey.toString('base64'),
  };
  const known = await client.query(
    'select 1 from kernel.evidence_signed_head where number = $1 and hash = $2 and public_key = $3',
    [number, head.hash, publicKey],
  );
  if (known.rows.length > 0) return undefined;

  const signature = keys.sign(signedHeadText(unsigned));
  const line: SignedHeadLine = { type: 'signed-head', ...unsigned, signature: signature.toString('base64') };
  await appendAnchor(keys.anchorsFile, line);
  await client.query(
    `insert into kernel.evidence_signed_head (number, hash, at, algorithm, public_key, signature)
     values ($1, $2, $3, $4, $5, $6)`,
    [number, head.hash, line.at, algorithm, publicKey, signature],
  );
  return line;
}
