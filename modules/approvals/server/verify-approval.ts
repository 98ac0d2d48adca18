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
import { opinionFiles } from '../domain/opinion-files.ts';
import { sealedRecord } from './archive/package-format.ts';
import { changesHold } from './changes-digest.ts';
import { destroyedProblems } from './destruction/destroyed-problems.ts';
import type { SealedRequest } from './save-step.ts';
import { timesChain } from './seal-times.ts';
import { type SignatureProblem, verifyDecisionSignature } from './verify-decision-signature.ts';
import { type DoneRow, ListRows, type RowProblem, sameValue, type TaskRow } from './verify-lists.ts';

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
    /** Columns of the request itself aren't what its events and first record say. */
    | 'requestDiffers'
    | RowProblem['what']
    /** No fault: it was destroyed by rule, under the list that `where` names; what remains was checked. */
    | 'contentDestroyed'
    /** Said to be destroyed, but no record was sealed of that. */
    | 'contentRemoved'
    /** Signed with a key that wasn't registered as this person's at that time. */
    | 'signatureKeyUnknown'
    /** A file that came with an opinion isn't there any more, or isn't what its signer attached; `where` names it. */
    | 'opinionFileDiffers'
    /** What a signer changed in the form isn't what his evidence says. */
    | 'changeDiffers'
    | SignatureProblem;
  /** Of what isn't an event: columns, or the row and its columns. */
  readonly where?: string;
}

export interface Stored {
  readonly revision: number;
  readonly head: Buffer;
  readonly state: JsonValue;
  /** null: what the evidence knows of this request and its events don't. */
  readonly seq: number | null;
  readonly body: JsonValue;
  /** null: sealed with the first event of its step. */
  readonly evidence_id: string | null;
  readonly commitment: Buffer;
  readonly algorithm: string;
  readonly hash: Buffer;
  readonly sealed_commitment: Buffer | null;
  /** null where the record waits to be linked. */
  readonly linked_commitment: Buffer | null;
  readonly pending: boolean;
  /** With the first row only. */
  readonly rest: Rest | null;
}

interface Rest {
  readonly request: Readonly<Record<string, JsonValue>>;
  readonly tasks: readonly TaskRow[] | null;
  readonly done: readonly DoneRow[] | null;
  /** Ids of the records of `timesChain`, oldest first. */
  readonly times: readonly string[] | null;
}

type Sealed = Stored & { readonly seq: number };

/**
 * Checks one request against its own chain and the company's evidence: every event is there, is what was sealed when it
 * happened, is linked to the one before, and where it was signed with a passkey, that signature holds; every content of the form is
 * what was sealed with it; the head, the state, the request's columns, its open tasks with their times and what people have dealt
 * with are what the events make. Empty: all holds; of a destroyed request `contentDestroyed` alone. That the company's chain itself is
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
  const chain = `approval:${requestId}`;
  // One statement, one snapshot: what comes meanwhile is in all of it or in nothing.
  const found = await client.query(
    `select case when row_number() over (order by e.seq) = 1 then json_build_object('request', to_jsonb(i) - array['state', 'head'],
         'tasks', (select json_agg(t) from approvals.task t where t.instance_id = i.id),
         'done', (select json_agg(d) from approvals.done d where d.instance_id = i.id),
         'times', (select json_agg(k.id order by k.id) from kernel.evidence_content k
           where k.subject_person_id = i.applicant_id and k.chain = $3)) end as rest, i.revision, i.head, i.state, e.seq, e.body, coalesce(e.evidence_id, c.id) as evidence_id, e.commitment, e.algorithm,
       e.hash, c.commitment as sealed_commitment, l.commitment as linked_commitment,
       exists (select from kernel.evidence_pending p where p.content_id = c.id) as pending
     from approvals.instance i
     cross join ((select * from approvals.event where instance_id = $1) e
       full join (select c.id, c.commitment from kernel.evidence_content c
         where c.subject_person_id = (select applicant_id from approvals.instance where id = $1) and c.chain = $2) c
         on c.id = e.evidence_id)
     left join kernel.evidence_link l on l.content_id = c.id and l.chain = $2
     where i.id = $1 order by e.seq`,
    [requestId, chain, timesChain(requestId)],
  );
  const rows = found.rows as unknown as Stored[];
  const [request] = rows;
  if (!request) return [{ seq: 0, what: 'missing' }];
  if (request.rest?.request.destruction_no) return destroyedProblems(client, open, requestId, rows);
  const contents = await client.query('select form, content from approvals.form_content where instance_id = $1', [
    requestId,
  ]);
  const timeIds = request.rest?.times ?? [];
  const sealed = await open([...rows.flatMap((row) => row.evidence_id ?? []), ...timeIds]);
  const problems: ApprovalProblem[] = [];
  const forms = new Map(
    (contents.rows as unknown as { form: number; content: JsonValue }[]).map((row) => [row.form, row.content]),
  );
  const proved = new Map<number, JsonValue>();
  const lists = new ListRows();
  let head: Buffer = firstHash(chain);
  let state: InstanceState | null = null;
  let erased = false;
  let readable = true;
  let first: SealedRequest | undefined;
  let version: number | undefined;
  const events = rows.filter((row): row is Sealed => row.seq !== null);
  let seq = 0;
  for (const step of stepsOf(events)) {
    const [begin] = step;
    if (!begin) continue;
    if (begin.evidence_id === null) problems.push({ seq: seq + 1, what: 'linkBroken' });
    else {
      const link = nextLink(head, begin.commitment, begin.seq, { evidenceId: begin.evidence_id }, begin.algorithm);
      if (!link.hash.equals(begin.hash)) problems.push({ seq: seq + 1, what: 'linkBroken' });
      head = begin.hash;
      if (!begin.sealed_commitment?.equals(begin.commitment))
        problems.push({ seq: seq + 1, what: 'commitmentChanged' });
      else if (!begin.pending && !begin.linked_commitment?.equals(begin.commitment))
        problems.push({ seq: seq + 1, what: 'companyLinkDiffers' });
    }
    const envelope = begin.evidence_id === null ? undefined : sealed.get(begin.evidence_id);
    const record = envelope && sealedRecord.safeParse(envelope.record).data;
    if (!envelope) {
      erased = true;
      problems.push({ seq: seq + 1, what: 'evidenceErased' });
    } else if (record?.requestId !== requestId || record.seq !== begin.seq)
      problems.push({ seq: seq + 1, what: 'bodyChanged' });
    const before: InstanceState | null = state;
    const happened: InstanceEvent[] = [];
    for (const [index, event] of step.entries()) {
      seq += 1;
      if (event.seq !== seq) problems.push({ seq, what: 'missing' });
      if (record && canonicalJson(event.body) !== canonicalJson((record.events[index] ?? null) as JsonValue))
        problems.push({ seq, what: 'bodyChanged' });
      const parsed = instanceEvent.safeParse(event.body);
      if (!parsed.success) {
        readable = false;
        continue;
      }
      state = apply(state, parsed.data);
      happened.push(parsed.data);
      if (parsed.data.type === 'migrated') version = parsed.data.version;
      const problem = verifyDecisionSignature(requestId, parsed.data) ?? (await keyProblem(client, parsed.data));
      if (problem) problems.push({ seq, what: problem });
      for (const name of await changedFiles(client, requestId, parsed.data))
        problems.push({ seq, what: 'opinionFileDiffers', where: name });
    }
    for (let lacking = step.length; lacking < (record?.events.length ?? 0); lacking += 1)
      problems.push({ seq: begin.seq + lacking, what: 'missing' });
    if (record?.request) first = record.request;
    // Content of an earlier step that was erased can't be compared.
    if (record && (proved.has(before?.form ?? 0) || !erased)) {
      const after = record.form?.content;
      if (!changesHold(record.events, asForm(proved.get(before?.form ?? 0)), after))
        problems.push({ seq: begin.seq, what: 'changeDiffers' });
    }
    if (record?.form) {
      const { number, content } = record.form;
      proved.set(number, content as JsonValue);
      const kept = forms.get(number);
      if (kept === undefined || canonicalJson(kept) !== canonicalJson(content as JsonValue))
        problems.push({ seq: begin.seq, what: 'formChanged' });
    }
    if (state && happened.length > 0) lists.add(before, happened, state, seq);
  }
  if (!erased && [...forms.keys()].some((number) => !proved.has(number)))
    problems.push({ seq: 0, what: 'formChanged' });
  if (events.length < rows.length) problems.push({ seq: 0, what: 'eventRemoved' });
  if (events.length !== request.revision || !head.equals(request.head)) problems.push({ seq: 0, what: 'headDiffers' });
  if (canonicalJson(plain(state)) !== canonicalJson(plain(request.state)))
    problems.push({ seq: 0, what: 'stateDiffers' });
  // Where events are missing or unreadable, what they made isn't known: that is told already.
  if (!state || !readable || !request.rest || events.length !== request.revision) return problems;
  const { request: columns, tasks, done } = request.rest;
  const differing = columnsOf(state, { first, version, form: proved.get(state.form), events })
    .filter(([name, wanted]) => !sameColumn(wanted, columns[name]))
    .map(([name]) => name);
  if (differing.length > 0) problems.push({ seq: 0, what: 'requestDiffers', where: differing.join(' ') });
  const times = timeIds.flatMap((id) => sealed.get(id) ?? []);
  const readableTimes = times.length === timeIds.length ? times : undefined;
  problems.push(...lists.problems(String(columns.kind), tasks ?? [], done ?? [], readableTimes));
  return problems;
}

/** Events as they were written together: each step begins with the event that its seal stands with. */
function stepsOf(events: readonly Sealed[]): Sealed[][] {
  const steps: Sealed[][] = [];
  for (const event of events) {
    const last = steps.at(-1);
    if (!last || event.evidence_id !== null) steps.push([event]);
    else last.push(event);
  }
  return steps;
}

/** What stands in columns of the request, as its state, its first record and its events say. */
function columnsOf(
  state: InstanceState,
  given: {
    readonly first: SealedRequest | undefined;
    readonly version: number | undefined;
    readonly form: JsonValue | undefined;
    readonly events: readonly Sealed[];
  },
): [string, unknown][] {
  const { first, version, form, events } = given;
  const at = (event: Sealed | undefined) => (event?.body as { readonly at?: string } | undefined)?.at;
  return [
    ['status', state.status],
    ['applicant_id', state.applicant],
    ['submitter_id', state.submitter],
    ['submitted_at', at(events[0])],
    ['changed_at', at(events.at(-1))],
    ['ended_at', state.ended?.at ?? null],
    ...(form === undefined ? [] : ([['form', form]] satisfies [string, unknown][])),
    ...(first === undefined
      ? []
      : ([
          ['number', first.number],
          ['kind', first.kind],
          ['employer_id', first.employerId],
          ...(first.departmentId === undefined
            ? []
            : ([['department_id', first.departmentId]] satisfies [string, unknown][])),
          ['definition_version', version ?? first.definitionVersion],
        ] satisfies [string, unknown][])),
  ];
}

const asForm = (value: JsonValue | undefined) => value as Readonly<Record<string, unknown>> | undefined;

const sameColumn = (wanted: unknown, stored: unknown): boolean =>
  typeof wanted === 'object' && wanted !== null
    ? canonicalJson(plain(wanted)) === canonicalJson(plain(stored))
    : sameValue(wanted, stored);

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

/** Names of the files of an opinion that aren't attached any more with what its signer committed to. */
async function changedFiles(client: SqlClient, requestId: string, event: InstanceEvent): Promise<string[]> {
  const files = opinionFiles(event);
  if (files.length === 0) return [];
  const { rows } = await client.query(
    `select id, encode(sha256, 'hex') as sha256, size::float8 as size from files.published_file
     where id = any($1) and owner_module = 'approvals' and owner_kind = 'request' and owner_id = $2`,
    [files.map(({ fileId }) => fileId), requestId],
  );
  const there = new Set(
    (rows as unknown as { id: string; sha256: string; size: number }[]).map(
      (row) => `${row.id} ${row.sha256} ${row.size}`,
    ),
  );
  return files.filter(({ fileId, sha256, size }) => !there.has(`${fileId} ${sha256} ${size}`)).map(({ name }) => name);
}

/** As stored and read again: without what JSON leaves out. */
function plain(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
