import { canonicalJson, type JsonValue } from '#kernel/server/chain/canonical-json.ts';
import type { EvidenceKeys } from '#kernel/server/chain/evidence-keys.ts';
import { firstHash, nextLink } from '#kernel/server/chain/next-link.ts';
import { readEvidence } from '#kernel/server/chain/read-evidence.ts';
import type { SqlClient } from '#kernel/server/chain/sql-client.ts';
import type { InstanceState } from '../contract/instance.ts';
import { type InstanceEvent, instanceEvent } from '../contract/instance-event.ts';
import { apply } from '../domain/apply.ts';
import { type SignatureProblem, verifyDecisionSignature } from './verify-decision-signature.ts';

/** One thing that doesn't hold; `seq` of the event that it is about, 0 for the request itself. */
export interface ApprovalProblem {
  readonly seq: number;
  readonly what:
    | 'missing'
    | 'bodyChanged'
    | 'evidenceErased'
    | 'commitmentChanged'
    | 'linkBroken'
    | 'headDiffers'
    | 'stateDiffers'
    /** Signed with a key that wasn't registered as this person's at that time. */
    | 'signatureKeyUnknown'
    | SignatureProblem;
}

interface Stored {
  readonly seq: number;
  readonly body: JsonValue;
  readonly evidence_id: string;
  readonly commitment: Buffer;
  readonly algorithm: string;
  readonly hash: Buffer;
  readonly sealed_commitment: Buffer | null;
}

/**
 * Checks one request against its own chain and the company's evidence: every event is there, is what was sealed when it
 * happened, is linked to the one before, and where it was signed with a passkey, that signature holds; the head and the state are what the events make. Empty: all holds.
 * That the sealed evidence itself is unchanged is proved by the company's chain (`guiju verify`).
 */
export async function verifyApproval(
  client: SqlClient,
  keys: EvidenceKeys,
  requestId: string,
): Promise<ApprovalProblem[]> {
  const instance = await client.query('select revision, head, state from approvals.instance where id = $1', [
    requestId,
  ]);
  const [request] = instance.rows as unknown as { revision: number; head: Buffer; state: JsonValue }[];
  if (!request) return [{ seq: 0, what: 'missing' }];
  const found = await client.query(
    `select e.seq, e.body, e.evidence_id, e.commitment, e.algorithm, e.hash, c.commitment as sealed_commitment
     from approvals.event e left join kernel.evidence_content c on c.id = e.evidence_id and c.chain = $2
     where e.instance_id = $1 order by e.seq`,
    [requestId, `approval:${requestId}`],
  );
  const events = found.rows as unknown as Stored[];
  const sealed = await readEvidence(
    client,
    keys,
    events.map((event) => event.evidence_id),
  );
  const problems: ApprovalProblem[] = [];
  let head: Buffer = firstHash(`approval:${requestId}`);
  let state: InstanceState | null = null;
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    if (event.seq !== seq) problems.push({ seq, what: 'missing' });
    const link = nextLink(head, event.commitment, event.seq, { evidenceId: event.evidence_id }, event.algorithm);
    if (!link.hash.equals(event.hash)) problems.push({ seq, what: 'linkBroken' });
    head = event.hash;
    if (!event.sealed_commitment?.equals(event.commitment)) problems.push({ seq, what: 'commitmentChanged' });
    const envelope = sealed.get(event.evidence_id);
    if (!envelope) problems.push({ seq, what: 'evidenceErased' });
    else if (canonicalJson(envelope.record) !== canonicalJson({ requestId, seq: event.seq, event: event.body })) {
      problems.push({ seq, what: 'bodyChanged' });
    }
    const parsed = instanceEvent.safeParse(event.body);
    if (!parsed.success) continue;
    state = apply(state, parsed.data);
    const problem = verifyDecisionSignature(requestId, parsed.data) ?? (await keyProblem(client, parsed.data));
    if (problem) problems.push({ seq, what: problem });
  }
  if (events.length !== request.revision || !head.equals(request.head)) problems.push({ seq: 0, what: 'headDiffers' });
  if (canonicalJson(plain(state)) !== canonicalJson(plain(request.state)))
    problems.push({ seq: 0, what: 'stateDiffers' });
  return problems;
}

/** Whether the key that signed was the signer's own when he signed; nothing where nobody signed with one. */
async function keyProblem(client: SqlClient, event: InstanceEvent): Promise<'signatureKeyUnknown' | undefined> {
  if ((event.type !== 'acted' && event.type !== 'returned') || !event.evidence?.signature) return undefined;
  const { keyId, publicKey } = event.evidence.signature;
  const { rows } = await client.query(
    `select 1 from access.published_passkey
     where key_id = $1 and person_id = $2 and public_key = $3 and registered_at <= $4 and coalesce(removed_at >= $4, true)`,
    [keyId, event.by, Buffer.from(publicKey, 'base64url'), event.at],
  );
  return rows.length > 0 ? undefined : 'signatureKeyUnknown';
}

/** As stored and read again: without what JSON leaves out. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
