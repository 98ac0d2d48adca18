import { canonicalJson, type JsonValue } from '#kernel/server/chain/canonical-json.ts';
import type { EvidenceKeys } from '#kernel/server/chain/evidence-keys.ts';
import type { ExportedContent } from '#kernel/server/chain/evidence-lines.ts';
import { firstHash, nextLink } from '#kernel/server/chain/next-link.ts';
import { readEvidence } from '#kernel/server/chain/read-evidence.ts';
import type { EvidenceEnvelope } from '#kernel/server/chain/record-evidence.ts';
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
    | 'companyLinkDiffers'
    | 'eventRemoved'
    | 'formChanged'
    | 'headDiffers'
    | 'stateDiffers'
    /** Signed with a key that wasn't registered as this person's at that time. */
    | 'signatureKeyUnknown'
    | SignatureProblem;
}

interface Stored {
  readonly revision: number;
  readonly head: Buffer;
  readonly state: JsonValue;
  /** null: what the evidence knows of this request and its events don't. */
  readonly seq: number | null;
  readonly body: JsonValue;
  readonly evidence_id: string;
  readonly commitment: Buffer;
  readonly algorithm: string;
  readonly hash: Buffer;
  readonly sealed_commitment: Buffer | null;
  /** null where the record waits to be linked. */
  readonly linked_commitment: Buffer | null;
  readonly pending: boolean;
}

type SealedForm = { readonly number: number; readonly content: JsonValue };

/**
 * Checks one request against its own chain and the company's evidence: every event is there, is what was sealed when it
 * happened, is linked to the one before, and where it was signed with a passkey, that signature holds; every content of the form is
 * what was sealed with it; the head and the state are what the events make. Empty: all holds. That the company's chain itself is
 * whole is proved by `guiju verify`.
 */
export async function verifyApproval(
  client: SqlClient,
  keys: EvidenceKeys,
  requestId: string,
): Promise<ApprovalProblem[]> {
  return approvalProblems(client, (ids) => readEvidence(client, keys, ids), requestId);
}

/** The same for handlers, which open sealed evidence by `context.evidence`. */
export const readableEnvelopes = (contents: ReadonlyMap<string, ExportedContent>): Map<string, EvidenceEnvelope> =>
  new Map(
    [...contents].flatMap(([id, content]) =>
      content.state === 'readable' ? [[id, content.envelope as EvidenceEnvelope] as const] : [],
    ),
  );

/** `open` gives sealed evidence by id, as far as it can be read. */
export async function approvalProblems(
  client: SqlClient,
  open: (ids: readonly string[]) => Promise<ReadonlyMap<string, EvidenceEnvelope>>,
  requestId: string,
): Promise<ApprovalProblem[]> {
  // One statement, one snapshot: what comes meanwhile is in all of it or in nothing.
  const found = await client.query(
    `select i.revision, i.head, i.state, e.seq, e.body, coalesce(e.evidence_id, c.id) as evidence_id, e.commitment, e.algorithm,
       e.hash, c.commitment as sealed_commitment, l.commitment as linked_commitment,
       exists (select from kernel.evidence_pending p where p.content_id = c.id) as pending
     from approvals.instance i
     cross join ((select * from approvals.event where instance_id = $1) e
       full join (select c.id, c.commitment from kernel.evidence_content c
         where c.subject_person_id = (select applicant_id from approvals.instance where id = $1) and c.chain = $2) c
         on c.id = e.evidence_id)
     left join kernel.evidence_link l on l.content_id = c.id and l.chain = $2
     where i.id = $1 order by e.seq`,
    [requestId, `approval:${requestId}`],
  );
  const rows = found.rows as unknown as Stored[];
  const [request] = rows;
  if (!request) return [{ seq: 0, what: 'missing' }];
  const contents = await client.query('select form, content from approvals.form_content where instance_id = $1', [
    requestId,
  ]);
  const sealed = await open(rows.map((row) => row.evidence_id));
  const problems: ApprovalProblem[] = [];
  const forms = new Map(
    (contents.rows as unknown as { form: number; content: JsonValue }[]).map((row) => [row.form, row.content]),
  );
  const proved = new Set<number>();
  let head: Buffer = firstHash(`approval:${requestId}`);
  let state: InstanceState | null = null;
  let erased = false;
  const events = rows.filter((row): row is Stored & { seq: number } => row.seq !== null);
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    if (event.seq !== seq) problems.push({ seq, what: 'missing' });
    const link = nextLink(head, event.commitment, event.seq, { evidenceId: event.evidence_id }, event.algorithm);
    if (!link.hash.equals(event.hash)) problems.push({ seq, what: 'linkBroken' });
    head = event.hash;
    if (!event.sealed_commitment?.equals(event.commitment)) problems.push({ seq, what: 'commitmentChanged' });
    else if (!event.pending && !event.linked_commitment?.equals(event.commitment))
      problems.push({ seq, what: 'companyLinkDiffers' });
    const envelope = sealed.get(event.evidence_id);
    if (!envelope) {
      erased = true;
      problems.push({ seq, what: 'evidenceErased' });
    } else {
      const { form, ...record } = envelope.record as { readonly form?: SealedForm };
      if (canonicalJson(record) !== canonicalJson({ requestId, seq: event.seq, event: event.body }))
        problems.push({ seq, what: 'bodyChanged' });
      if (form) {
        proved.add(form.number);
        const content = forms.get(form.number);
        if (content === undefined || canonicalJson(content) !== canonicalJson(form.content))
          problems.push({ seq, what: 'formChanged' });
      }
    }
    const parsed = instanceEvent.safeParse(event.body);
    if (!parsed.success) continue;
    state = apply(state, parsed.data);
    const problem = verifyDecisionSignature(requestId, parsed.data) ?? (await keyProblem(client, parsed.data));
    if (problem) problems.push({ seq, what: problem });
  }
  if (!erased && [...forms.keys()].some((number) => !proved.has(number)))
    problems.push({ seq: 0, what: 'formChanged' });
  if (events.length < rows.length) problems.push({ seq: 0, what: 'eventRemoved' });
  if (events.length !== request.revision || !head.equals(request.head)) problems.push({ seq: 0, what: 'headDiffers' });
  if (canonicalJson(plain(state)) !== canonicalJson(plain(request.state)))
    problems.push({ seq: 0, what: 'stateDiffers' });
  return problems;
}

/** Whether the key that signed was the signer's own when he signed; nothing where nobody signed with one. */
async function keyProblem(client: SqlClient, event: InstanceEvent): Promise<'signatureKeyUnknown' | undefined> {
  if (event.type !== 'acted' && event.type !== 'returned' && event.type !== 'passedUp') return undefined;
  if (!event.evidence?.signature) return undefined;
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
