import { canonicalJson, type JsonValue } from '#kernel/server/chain/canonical-json.ts';
import { firstHash, nextLink } from '#kernel/server/chain/next-link.ts';
import type { EvidenceEnvelope } from '#kernel/server/chain/record-evidence.ts';
import type { SqlClient } from '#kernel/server/chain/sql-client.ts';
import type { ApprovalProblem, Stored } from '../verify-approval.ts';

/** What is sealed of a destroyed request, for ever: it proves that the content went by rule. */
export interface DestroyedRecord {
  readonly [key: string]: JsonValue;
  readonly requestId: string;
  readonly number: string;
  readonly kind: string;
  readonly destruction: string;
  readonly revision: number;
  /** Hash of the last link of the request's own chain, in hex. */
  readonly head: string;
}

/**
 * What is wrong with a request whose content is said to be destroyed: that must have been sealed when it was done; its links and
 * commitments must still be what they were. The first answer is always `contentDestroyed`, or `contentRemoved` where no record
 * says so.
 */
export async function destroyedProblems(
  client: SqlClient,
  open: (ids: readonly string[]) => Promise<ReadonlyMap<string, EvidenceEnvelope>>,
  requestId: string,
  rows: readonly Stored[],
): Promise<ApprovalProblem[]> {
  const request = rows[0]?.rest?.request ?? {};
  const problems: ApprovalProblem[] = [];
  let head: Buffer = firstHash(`approval:${requestId}`);
  let count = 0;
  for (const row of rows) {
    if (row.seq === null) {
      problems.push({ seq: 0, what: 'eventRemoved' });
      continue;
    }
    count += 1;
    const { seq, evidence_id, commitment, algorithm, hash, sealed_commitment, linked_commitment } = row;
    if (row.body !== null) problems.push({ seq, what: 'bodyChanged' });
    if (evidence_id === null) continue;
    if (!nextLink(head, commitment, seq, { evidenceId: evidence_id }, algorithm).hash.equals(hash))
      problems.push({ seq, what: 'linkBroken' });
    head = hash;
    if (!sealed_commitment?.equals(commitment)) problems.push({ seq, what: 'commitmentChanged' });
    else if (!row.pending && !linked_commitment?.equals(commitment)) problems.push({ seq, what: 'companyLinkDiffers' });
  }
  if (!head.equals(rows[0]?.head ?? Buffer.alloc(0))) problems.push({ seq: 0, what: 'headDiffers' });
  const found = await client.query(
    `select evidence_id from approvals.destruction_item where instance_id = $1 and state = 'destroyed'`,
    [requestId],
  );
  const evidenceId = String(found.rows[0]?.evidence_id ?? '');
  const record = evidenceId === '' ? undefined : (await open([evidenceId])).get(evidenceId)?.record;
  const wanted: DestroyedRecord = {
    requestId,
    number: String(request.number),
    kind: String(request.kind),
    destruction: String(request.destruction_no),
    revision: count,
    head: head.toString('hex'),
  };
  const isRecorded = record !== undefined && canonicalJson(record) === canonicalJson(wanted);
  return [{ seq: 0, what: isRecorded ? 'contentDestroyed' : 'contentRemoved', where: wanted.destruction }, ...problems];
}
