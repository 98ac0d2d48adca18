import { prepared } from '../database/prepared.ts';
import { companyLink } from './company-link.ts';
import { evidenceInstant } from './evidence-instant.ts';
import type { SqlClient } from './sql-client.ts';

const waitingRecords = prepared(
  'kernel.waitingRecords',
  `select h.number::text as "headNumber", h.hash as "headHash", c.id, c.chain,
     c.commitment_algorithm as "commitmentAlgorithm", c.commitment
   from kernel.evidence_head h, kernel.evidence_pending p join kernel.evidence_content c on c.id = p.content_id
   order by p.position limit $1`,
);

const linking = prepared(
  'kernel.linking',
  `with moved as (
     update kernel.evidence_head set number = $1, hash = $2 where number = $3 and hash = $4 returning 1
   ), taken as (
     delete from kernel.evidence_pending where content_id = any($5::uuid[]) and exists (select from moved)
   )
   insert into kernel.evidence_link
     (number, chain, content_id, commitment_algorithm, commitment, previous, hash, algorithm, at)
   select number, chain, content_id, commitment_algorithm, commitment, previous, hash, $11, $12::timestamptz
   from unnest($6::bigint[], $7::text[], $5::uuid[], $8::text[], $9::bytea[], $10::bytea[], $13::bytea[])
     as fresh (number, chain, content_id, commitment_algorithm, commitment, previous, hash)
   where exists (select from moved) returning 1`,
);

/**
 * Appends what commands have recorded to the company's chain, oldest first, at most `limit` records; the relay calls it.
 * `at` is the kernel clock's now. One statement moves the head by compare-and-set, writes the links and empties the queue,
 * so of several relays at once one wins and the chain never forks. Gives how many records it linked (0: nothing to do)
 * and `lost: true` where another relay was faster and the call should be repeated. Takes a pool or a connection.
 */
export async function linkPending(
  client: SqlClient,
  options: { readonly limit: number; readonly at: Temporal.Instant | string; readonly algorithm?: string },
): Promise<{ linked: number; lost: boolean }> {
  const at = evidenceInstant(options.at);
  const { rows } = await client.query(waitingRecords, [options.limit]);
  const pending = rows as unknown as readonly PendingRow[];
  const [first] = pending;
  if (!first) return { linked: 0, lost: false };

  const headNumber = Number(first.headNumber);
  let previous = first.headHash;
  const links = pending.map((row, index) => {
    const link = companyLink({
      number: headNumber + index + 1,
      chain: row.chain,
      contentId: row.id,
      commitmentAlgorithm: row.commitmentAlgorithm,
      commitment: row.commitment,
      previous,
      algorithm: options.algorithm ?? 'sha-256',
      at,
    });
    previous = link.hash;
    return { ...link, row };
  });

  const written = await client.query(linking, [
    headNumber + links.length,
    previous,
    headNumber,
    first.headHash,
    links.map((link) => link.row.id),
    links.map((link) => link.number),
    links.map((link) => link.row.chain),
    links.map((link) => link.row.commitmentAlgorithm),
    links.map((link) => link.commitment),
    links.map((link) => link.previous),
    options.algorithm ?? 'sha-256',
    at,
    links.map((link) => link.hash),
  ]);
  return { linked: written.rows.length, lost: written.rows.length === 0 };
}

interface PendingRow {
  readonly headNumber: string;
  readonly headHash: Buffer;
  readonly id: string;
  readonly chain: string;
  readonly commitmentAlgorithm: string;
  readonly commitment: Buffer;
}
